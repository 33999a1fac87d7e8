// Forms that a script sends: the answer with its status, 0 when there is none.

export const LONGEST_WAIT = 30_000;
const LARGEST_KEPT_ALIVE = 60_000;

export async function send(address, fields, options = {}) {
  const answer = await sendOnce(address, fields, options);
  if (answer.status !== 400 || !answer.csrf_token) return answer;
  // The login is a new one. Only the author of this text sends it on without being asked.
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
      // The request outlives the page; browsers limit such requests to 64 KB.
      keepalive: keepalive && body.length < LARGEST_KEPT_ALIVE,
      signal: AbortSignal.timeout(LONGEST_WAIT),
    });
    return { ...(await response.json()), status: response.status };
  } catch {
    return { status: 0 };
  }
}

// Return true if the server may take the same text later.
export function worthTrying(status) {
  return status === 0 || status === 401 || status === 429 || status >= 500;
}

export function person() {
  return document.querySelector("[data-person]").dataset.person;
}

// Return the address at which this person logs in again.
export function loginAddress() {
  return `/login?name=${encodeURIComponent(document.querySelector("[data-person]").dataset.name)}`;
}

export function guard() {
  return document.querySelector('[name="csrf_token"]').value;
}

export function renewGuards(root, token) {
  for (const field of root.querySelectorAll('[name="csrf_token"]')) field.value = token;
}

// Return milliseconds, which a test can make shorter.
export function pause(milliseconds) {
  return milliseconds * Number(document.documentElement.dataset.pace ?? 1);
}

// Return 2 s, 4 s, … 64 s.
export function pauseAfter(failures) {
  return pause(1000 * 2 ** Math.min(failures, 6));
}

export function freshName() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
