// Forms that a script sends: the answer with its status, which is 0 when nothing answered.

const LONGEST_WAIT = 30_000;
const LARGEST_KEPT_ALIVE = 60_000;

async function send(address, fields, options = {}) {
  const answer = await sendOnce(address, fields, options);
  if (answer.status !== 400 || !answer.csrf_token) return answer;
  // Somebody has logged in meanwhile. Only the person who wrote this goes on by themselves.
  if (String(answer.person) !== person()) return { status: 401, stranger: true };
  renewGuards(document, answer.csrf_token);
  return sendOnce(address, fields, options);
}

async function sendOnce(address, fields, { keepalive = false }) {
  const body = new URLSearchParams([["csrf_token", guard()], ...fields]).toString();
  try {
    const response = await fetch(address, {
      method: "POST",
      body,
      headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
      redirect: "error",
      // It outlives the page; browsers take no more than 64 KB so.
      keepalive: keepalive && body.length < LARGEST_KEPT_ALIVE,
      signal: AbortSignal.timeout(LONGEST_WAIT),
    });
    return { ...(await response.json()), status: response.status };
  } catch {
    return { status: 0 };
  }
}

// Whether the same text may well be taken later.
function worthTrying(status) {
  return status === 0 || status === 401 || status === 429 || status >= 500;
}

function person() {
  return document.querySelector("[data-person]").dataset.person;
}

// Where this person logs in again.
function entrance() {
  return `/login?name=${encodeURIComponent(document.querySelector("[data-person]").dataset.name)}`;
}

function guard() {
  return document.querySelector('[name="csrf_token"]').value;
}

function renewGuards(root, token) {
  for (const field of root.querySelectorAll('[name="csrf_token"]')) field.value = token;
}

// Milliseconds, which a test may make shorter.
function pause(milliseconds) {
  return milliseconds * Number(document.documentElement.dataset.pace ?? 1);
}

// 2 s, 4 s, … 64 s.
function pauseAfter(failures) {
  return pause(1000 * 2 ** Math.min(failures, 6));
}

function freshName() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
