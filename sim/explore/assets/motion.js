// Where a vehicle is: at a place from when it arrives until it leaves, at even speed on the straight line between two.
// Times are ms from the day's midnight; a journey is a row of the columns of `day.journeys`, its halts follow each other.
function halting(journeys, number, time) {
  const first = journeys.first[number], last = journeys.first[number + 1] - 1;
  if (time < journeys.left[first] || time > journeys.arrived[last]) return -1;
  let low = first, high = last;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (journeys.arrived[middle] <= time) low = middle; else high = middle - 1;
  }
  return low;
}

function positionAt(journeys, places, number, time) {
  const here = halting(journeys, number, time);
  if (here < 0) return null;
  const last = journeys.first[number + 1] - 1, from = journeys.place[here];
  if (time <= journeys.left[here] || here === last) return { x: places.x[from], y: places.y[from], halt: here, moving: false };
  const to = journeys.place[here + 1];
  const share = (time - journeys.left[here]) / (journeys.arrived[here + 1] - journeys.left[here]);
  return {
    x: places.x[from] + share * (places.x[to] - places.x[from]),
    y: places.y[from] + share * (places.y[to] - places.y[from]),
    halt: here, moving: true,
  };
}

// The vehicles under way, each as its number and where it is.
function underWay(journeys, places, time) {
  const found = [];
  for (let i = 0; i < journeys.line.length; i++) {
    const at = positionAt(journeys, places, i, time);
    if (at !== null) found.push([i, at]);
  }
  return found;
}

// When a vehicle next leaves the hub, ms; null where none does on this day.
function nextDeparture(journeys, time) {
  const hub = journeys.first.slice(0, -1).filter((halt) => journeys.place[halt] === 0).map((halt) => journeys.left[halt]);
  return hub.filter((left) => left >= time && left < 86400000).reduce((best, left) => (best === null || left < best ? left : best), null);
}

// How often vehicles come to each place on this day, and when for the first time, ms.
function callsOfDay(journeys, places) {
  const many = new Array(places).fill(0), first = new Array(places).fill(null);
  for (let i = 0; i < journeys.line.length; i++)
    for (let halt = journeys.first[i] + 1; halt < journeys.first[i + 1]; halt++) {
      const place = journeys.place[halt], time = journeys.arrived[halt];
      if (time < 0 || time >= 86400000) continue;
      many[place] += 1;
      if (first[place] === null || time < first[place]) first[place] = time;
    }
  return { many, first };
}

// When a vehicle next comes to a place, ms; null where none does on this day.
function nextCall(journeys, place, time) {
  let best = null;
  for (let i = 0; i < journeys.place.length; i++)
    if (journeys.place[i] === place && journeys.arrived[i] >= time && (best === null || journeys.arrived[i] < best)) best = journeys.arrived[i];
  return best;
}
