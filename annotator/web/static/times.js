// Times in the reader's own zone. The page says them in UTC, which stays in their title.

const LANGUAGE = document.documentElement.lang;
const DATES = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: "medium" });
const CLOCKS = new Intl.DateTimeFormat(LANGUAGE, { hour: "2-digit", minute: "2-digit" });

// Once for the page.
export function startTimes() {
  showOwnTimes();
  // What comes in later is changed before it is painted.
  new MutationObserver(showOwnTimes).observe(document.body, { childList: true, subtree: true });
}

// Return the time of day, as "14:03".
export function clock(moment) {
  return CLOCKS.format(new Date(moment));
}

function showOwnTimes() {
  for (const time of document.querySelectorAll("time:not([title])")) {
    time.title = time.textContent;
    const date = "clock" in time.dataset ? "" : `${DATES.format(new Date(time.dateTime))}, `;
    time.textContent = date + clock(time.dateTime);
  }
}
