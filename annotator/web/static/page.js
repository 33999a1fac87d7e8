// What every page has: times in the reader's zone, tables with tick boxes.

import { startTicks } from "./page/ticks.js";
import { startTimes } from "./times.js";

startTimes();
startTicks();
