// How many parcels wait at a place in a minute of the day, and who is at work.
class Counts {
  constructor(day, places) {
    this.minutes = new Array(places).fill(null);
    this.totals = new Array(places).fill(null);
    for (const [place, before, steps, changes] of day.waiting) {
      const minutes = [0], totals = [before];
      let minute = 0, total = before;
      steps.forEach((step, i) => { minute += step; total += changes[i]; minutes.push(minute); totals.push(total); });
      this.minutes[place] = minutes;
      this.totals[place] = totals;
    }
  }

  at(place, minute) {
    const minutes = this.minutes[place];
    if (minutes === null) return 0;
    let low = 0, high = minutes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (minutes[middle] <= minute) low = middle; else high = middle - 1;
    }
    return this.totals[place][low];
  }
}

// People at work in a minute, by place of the kind wanted and stage: [place, names of the stage, people].
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
