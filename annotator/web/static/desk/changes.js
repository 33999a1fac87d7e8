// Removing, restoring and starting over: the server changes the draft, so that it holds everywhere.

import { drawn } from "./ahead.js";
import { draftFields, fieldsOf } from "./drafts.js";
import { dropFromOutbox, outboxKey } from "./outbox.js";
import { forgetItem, present } from "./present.js";
import { heard } from "./saving.js";
import { put } from "./screen.js";
import { freshName, send } from "./server.js";

export async function changeDraft(item, change) {
  clearTimeout(item.timer);
  const fields = [...draftFields(item), ...fieldsOf(item.form), ["save", freshName()]];
  const answer = await send(item.desk.dataset.draft, [...fields, ["change", change]]);
  if (answer.status !== 200) return heard(item, answer, item.saved);
  dropFromOutbox(outboxKey(item.assignment));
  forgetItem(item);
  put(drawn(answer.html));
  present().form.querySelector(".removed button")?.focus();
}
