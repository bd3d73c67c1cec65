// Words and numbers as people read them.
const say = (key) => WORDS[key][LANGUAGE];

function clockText(minute) {
  const whole = Math.floor(minute);
  return String(Math.floor(whole / 60)).padStart(2, "0") + ":" + String(whole % 60).padStart(2, "0");
}

function figure(value, kpi) {
  if (value === null || value === undefined) return "—";
  if (kpi.share) return (100 * value).toFixed(1) + "%";
  const digits = Math.abs(value) >= 100 ? 1 : kpi.unit[1] === "h" ? 1 : 2;
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

const daily = (value) => (value === null ? "—" : value.toFixed(1));
const whole = (value) => (value === null ? "—" : Math.round(value).toLocaleString("en-US"));

// A difference, with its sign; of shares in percentage points.
function difference(value, kpi) {
  if (value === null) return "—";
  const size = figure(Math.abs(value), kpi).replace("%", ""), sign = !/[1-9]/.test(size) ? "" : value > 0 ? "+" : "−";
  return sign + size;
}

// The unit of a KPI, or of a difference in it.
const unitOf = (kpi, apart) => (kpi.share ? (apart ? say("share_points") : "%") : kpi.unit[LANGUAGE]);

const bracketed = (text) => say("bracket").replace("*", text);

// Text goes in as text: names of the user's own are never read as HTML.
function element(tag, text, attributes) {
  const made = document.createElement(tag);
  if (text !== undefined && text !== null) made.textContent = text;
  for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
  return made;
}
