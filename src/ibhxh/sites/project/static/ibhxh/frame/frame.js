/** What every page does by itself. One idea a file; nothing here is needed to read a page or to send a form. */
import "./faults.js";
import "./keys.js";
import "./menus.js";
import "./filter.js";
import "./copy.js";
import "./files.js";
import "./trouble.js";
