// A number of parcels that changes by the minute.
class Count {
  constructor([, before, steps, changes]) {
    this.minutes = [0];
    this.totals = [before];
    let minute = 0, total = before;
    steps.forEach((step, i) => { minute += step; total += changes[i]; this.minutes.push(minute); this.totals.push(total); });
  }

  at(minute) {
    let low = 0, high = this.minutes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.minutes[middle] <= minute) low = middle; else high = middle - 1;
    }
    return this.totals[low];
  }
}

// How many parcels wait at a place in a minute of the day, and how many of those at the hub are ready to leave.
class Counts {
  constructor(day, places) {
    this.places = new Array(places).fill(null);
    for (const row of day.waiting) this.places[row[0]] = new Count(row);
    this.ready = new Count(day.ready);
  }

  at(place, minute) { return this.places[place] ? this.places[place].at(minute) : 0; }
}

// People at work in a minute, by place and stage: [place, names of the stage, people].
function onDuty(day, minute) {
  const found = new Map();
  for (const [place, stage, start, end, people] of day.crews) {
    if (start > minute || minute >= end) continue;
    const key = place + "/" + stage[1];
    const row = found.get(key) || [place, stage, 0];
    row[2] += people;
    found.set(key, row);
  }
  return [...found.values()];
}
