// What every page has: times in the reader's zone, the key of the search box, tables with tick boxes.

import { startSearchKey } from "./page/search.js";
import { startTicks } from "./page/ticks.js";
import { startTimes } from "./times.js";

startTimes();
startSearchKey();
startTicks();
