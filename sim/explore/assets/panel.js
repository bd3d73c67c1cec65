// What stands beside the map: the village chosen, and what goes on now.
function showChosen(box, data, state, counts, jump) {
  box.replaceChildren();
  const i = state.chosen, names = LANGUAGE ? "en" : "zh";
  if (i < 0) { box.append(element("p", say("choose"), { class: "note" })); return; }
  const { villages, places } = data;
  box.append(element("h2", `${villages[names][i]} · ${places[names][villages.township[i]]}`));
  box.append(element("p", `${say("people")} ${whole(villages.people[i])} · ${say("parcels")} ${daily(villages.parcels[i])}`, { class: "note" }));
  const button = element("button", say("jump"), { type: "button" });
  button.addEventListener("click", () => jump(i));
  if (state.replay) { box.append(element("p", hereNow(data, state, counts), { class: "here" }), button); return; }
  const kpi = data.kpis[state.kpi], unit = unitOf(kpi), table = element("table"), body = element("tbody");
  table.append(element("caption", `${kpi.name[LANGUAGE]}${bracketed(unit)}`, { class: "note" }), body);
  data.modes.forEach((mode, m) => {
    const row = element("tr", null, { "aria-current": m === state.mode });
    row.append(element("td", mode.name[LANGUAGE]), element("td", mode.overloaded ? say("overloaded") : figure(kpi.values[m][i], kpi)));
    body.append(row);
  });
  box.append(table, button);
}

function hereNow(data, state, counts) {
  const place = data.villages.place[state.chosen], next = nextCall(data.days[state.mode].journeys, place, state.time);
  const comes = next === null || next >= 86400000 ? say("no_call") : clockText(next / 60000);
  return `${say("here")} ${whole(counts.at(place, Math.floor(state.time / 60000)))} · ${say("next_call")} ${comes}`;
}

function showNow(list, data, state, counts) {
  const day = data.days[state.mode], minute = Math.floor(state.time / 60000), waiting = [0, 0, 0];
  data.places.kind.forEach((kind, place) => { waiting[kind] += counts.at(place, minute); });
  let vehicles = 0, aboard = 0;
  for (let i = 0; i < day.journeys.line.length; i++) {
    const halt = halting(day.journeys, i, state.time);
    if (halt >= 0) { vehicles += 1; aboard += day.journeys.aboard[halt]; }
  }
  const shown = [["under_way", vehicles], ["aboard", aboard], ["at_hub", waiting[0]], ["at_townships", waiting[1]], ["at_points", waiting[2]]];
  const rows = shown.map(([key, value]) => told(say(key), whole(value), false));
  const ready = counts.ready.at(minute);
  list.replaceChildren(...rows, told(say("hub"), hubText(day, ready, waiting[0] - ready, state.time), true), told(say("crews"), crewText(data, day, minute), true));
}

function told(name, value, across) {
  const made = element("div", null, across ? { class: "whole" } : {});
  made.append(element("dt", name), element("dd", value));
  return made;
}

// What the parcels at the hub wait for.
function hubText(day, ready, others, time) {
  const next = nextDeparture(day.journeys, time), leaves = next === null ? say("no_departure") : `${say("next_departure")} ${clockText(next / 60000)}`;
  return [`${say("ready")} ${whole(ready)}`, `${say("others")} ${whole(others)}`, leaves].join(say("and"));
}

// At the hub, at the townships and at the points, people by stage; where nobody is at work, when somebody will be.
function crewText(data, day, minute) {
  const kind = (place) => ["hub", "seat", "point"][data.places.kind[place]];
  const at = (where) => {
    const shifts = day.crews.filter(([place]) => kind(place) === where), sums = new Map();
    if (!shifts.length) return [];
    for (const [place, stage, people] of onDuty(day, minute)) if (kind(place) === where) sums.set(stage[LANGUAGE], (sums.get(stage[LANGUAGE]) || 0) + people);
    if (sums.size) return [`${say(where)}${say("colon")}${[...sums].map((row) => row.join(" ")).join(say("comma"))}`];
    const next = Math.min(...shifts.map(([, , start]) => start).filter((start) => start > minute));
    return [`${say(where)}${say("colon")}${say("nobody")}${say("comma")}${next === Infinity ? say("no_shift") : `${say("next_shift")} ${clockText(next)}`}`];
  };
  return [...at("hub"), ...at("seat"), ...at("point")].join(say("and")) || say("nobody");
}
