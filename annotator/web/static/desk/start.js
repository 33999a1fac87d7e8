// Everything on the desk begins here.

if (work) {
  startWork();
  startRows();
}
