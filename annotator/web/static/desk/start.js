// Everything on the desk begins here: once for the page, and anew with each claim.

if (document.querySelector(".desk")) {
  startKeys();
  startGuideline();
  startMarks();
  startBegun();
  listenForPassages();
  document.addEventListener("keydown", submitByKey);
  startItem();
  startItems();
}
startKept();

function startItem() {
  const desk = document.querySelector(".desk");
  showKeys();
  present = items.get(desk);
  if (present) return saySaving(present.desk.dataset.saved ? `Saved ${clock(present.desk.dataset.saved)}` : "");
  startWork();
  startClaim();
  startRows();
  startSources();
  startFindings();
  startSaving();
  startSubmitting();
  bringBackBegun(present.desk);
}
