// What a person does with the page: choose, compare, find, play.
const SPEEDS = [1, 5, 10, 20, 60];

class App {
  constructor(data) {
    this.data = data;
    this.state = { mode: 0, against: -1, kpi: 0, chosen: -1, replay: false, playing: false, time: 8 * 3600000, speed: 10, find: "" };
    this.at = (id) => document.getElementById(id);
    this.map = new CountyMap(this.at("ground"), this.at("moving"), data);
    this.table = new VillageTable(this.at("table"), (i) => this.choose(i, false));
    this.table.sorted = () => this.list();
    this.counts = data.days.map((day) => new Counts(day, data.places.x.length));
    this._listen();
    this.translate();
    window.addEventListener("resize", () => this.draw());
  }

  _listen() {
    const on = (id, event, work) => this.at(id).addEventListener(event, work);
    on("zh", "click", () => this.speak(0));
    on("en", "click", () => this.speak(1));
    on("show-results", "click", () => this.view(false));
    on("show-replay", "click", () => this.view(true));
    for (const key of ["mode", "kpi", "against"]) on(key, "change", (e) => { this.state[key] = Number(e.target.value); this.refresh(); });
    on("speed", "change", (e) => { this.state.speed = Number(e.target.value); });
    on("time", "input", (e) => { this.state.time = Number(e.target.value) * 60000; this.frame(); });
    on("play", "click", () => this.play(!this.state.playing));
    on("find", "input", (e) => { this.state.find = e.target.value.trim().toLowerCase(); this.list(); });
    on("find", "keydown", (e) => { const row = this.at("table").tBodies[0].rows[0]; if (e.key === "Enter" && row) this.jump(Number(row.dataset.village)); });
    on("zoom-in", "click", () => { this.map.zoomBy(1.5); this.draw(); });
    on("zoom-out", "click", () => { this.map.zoomBy(1 / 1.5); this.draw(); });
    on("reset", "click", () => { this.map.reset(); this.draw(); });
    document.addEventListener("keydown", (e) => {
      if (e.key !== " " || !this.state.replay || e.target.closest("button,select,input")) return;
      e.preventDefault();
      this.play(!this.state.playing);
    });
    this._pointer(this.at("moving"));
  }

  _pointer(canvas) {
    let from = null, moved = false;
    const spot = (e) => { const box = canvas.getBoundingClientRect(); return [(e.clientX - box.left) * this.map.ratio, (e.clientY - box.top) * this.map.ratio]; };
    canvas.addEventListener("pointerdown", (e) => { from = spot(e); moved = false; canvas.setPointerCapture(e.pointerId); });
    canvas.addEventListener("pointermove", (e) => {
      if (!from) return;
      const [x, y] = spot(e);
      if (Math.abs(x - from[0]) + Math.abs(y - from[1]) > 5) moved = true;
      if (moved) { this.map.move(x - from[0], y - from[1]); from = [x, y]; this.draw(); }
    });
    canvas.addEventListener("pointerup", (e) => { if (from && !moved) this.choose(this.map.nearest(...spot(e)), true); from = null; });
    canvas.addEventListener("wheel", (e) => { e.preventDefault(); this.map.zoomBy(e.deltaY < 0 ? 1.2 : 1 / 1.2, spot(e)); this.draw(); }, { passive: false });
    const step = 40;
    const keys = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
    canvas.addEventListener("keydown", (e) => {
      if (keys[e.key]) this.map.move(...keys[e.key].map((d) => d * this.map.ratio));
      else if (e.key === "+" || e.key === "=") this.map.zoomBy(1.3);
      else if (e.key === "-") this.map.zoomBy(1 / 1.3);
      else if (e.key === "0") this.map.reset();
      else return;
      e.preventDefault();
      this.draw();
    });
  }

  speak(language) { LANGUAGE = language; this.translate(); }

  // Every word of the page in its language.
  translate() {
    const { data, state } = this;
    document.documentElement.lang = LANGUAGE ? "en" : "zh-CN";
    document.title = this.at("heading").textContent = `${data.county[LANGUAGE]} · ${say("title")}`;
    for (const e of document.querySelectorAll("[data-word]")) e.textContent = say(e.dataset.word);
    for (const e of document.querySelectorAll("[data-label]")) e.setAttribute("aria-label", say(e.dataset.label));
    ["zh", "en"].forEach((id, i) => this.at(id).setAttribute("aria-pressed", LANGUAGE === i));
    const modes = data.modes.map((m) => m.name[LANGUAGE]);
    this._options("mode", modes.map((name, i) => [i, name]), state.mode);
    this._options("against", [[-1, say("nothing")], ...modes.map((name, i) => [i, name])], state.against);
    this._options("kpi", data.kpis.map((k, i) => [i, k.name[LANGUAGE]]), state.kpi);
    this._options("speed", SPEEDS.map((s) => [s, `${s} ${say("speed_unit")}`]), state.speed);
    this.at("schematic").hidden = !data.schematic;
    this.view(state.replay);
  }

  _options(id, options, chosen) {
    this.at(id).replaceChildren(...options.map(([value, name]) => element("option", name, value === chosen ? { value, selected: "" } : { value })));
  }

  view(replay) {
    this.state.replay = replay;
    if (!replay) this.play(false);
    document.body.className = replay ? "replay" : "results";
    this.at("show-results").setAttribute("aria-pressed", !replay);
    this.at("show-replay").setAttribute("aria-pressed", replay);
    this.at("play").textContent = say(this.state.playing ? "pause" : "play");
    this.refresh();
  }

  refresh() { this.list(); this.draw(); }

  choose(village, jump) {
    this.state.chosen = village;
    this.table.mark(village, jump);
    if (jump && village >= 0 && this.map.zoom > 1) this.map.lookAt(village);
    this.draw();
  }

  // Closer to a village, with it in the middle.
  jump(village) {
    this.map.zoom = Math.max(this.map.zoom, 4);
    this.map.lookAt(village);
    this.choose(village, true);
  }

  // What a village is coloured by: a value, or a difference of two modes.
  value(i) {
    const { kpi, mode, against } = this.state, values = this.data.kpis[kpi].values, own = values[mode][i];
    if (against < 0) return own;
    const other = values[against][i];
    return own === null || other === null ? null : own - other;
  }

  list() {
    const { data, state } = this, { villages, places } = data, names = LANGUAGE ? "en" : "zh", kpi = data.kpis[state.kpi];
    const has = (i) => [villages.zh[i], villages.en[i], places.zh[villages.township[i]], places.en[villages.township[i]]].some((n) => n.toLowerCase().includes(state.find));
    const shown = villages.zh.map((_, i) => i).filter((i) => !state.find || has(i));
    const of = (name, value, text) => ({ name, value, text: text || ((i) => value(i)) });
    const columns = [
      of(say("village"), (i) => villages[names][i]),
      of(say("township"), (i) => places[names][villages.township[i]]),
      of(say("parcels"), (i) => villages.parcels[i], (i) => daily(villages.parcels[i])),
    ];
    if (state.replay) columns.push(...this._calls(of));
    else if (kpi) columns.push(of(this._heading(kpi), (i) => kpi.values[state.mode][i], (i) => figure(kpi.values[state.mode][i], kpi)));
    if (!state.replay && kpi && state.against >= 0) columns.push(
      of(say("other"), (i) => kpi.values[state.against][i], (i) => figure(kpi.values[state.against][i], kpi)),
      of(say("difference") + (kpi.share ? bracketed(say("share_points")) : ""), (i) => this.value(i), (i) => difference(this.value(i), kpi)),
    );
    this.table.show(columns, shown, state.chosen);
    const counted = (urban, words) => { // of the villages, or of the communities of the county town: how many are shown
      const all = villages.urban.filter((is) => is === urban).length, here = shown.filter((i) => villages.urban[i] === urban).length;
      return all ? [`${here} / ${all} ${words}`] : [];
    };
    this.at("count").textContent = [...counted(0, say("villages_shown")), ...counted(1, say("communities_shown"))].join(say("comma"));
  }

  // Of the column of a KPI: its unit, and whose it is where two modes are compared.
  _heading(kpi) {
    return this.state.against < 0 ? unitOf(kpi) : say("own") + bracketed(unitOf(kpi));
  }

  // Columns of the day shown: how often a vehicle comes to a village's point, and when first.
  _calls(of) {
    const { places, villages, days } = this.data, calls = callsOfDay(days[this.state.mode].journeys, places.x.length);
    const first = (i) => calls.first[villages.place[i]];
    return [
      of(say("calls"), (i) => calls.many[villages.place[i]]),
      of(say("first_call"), first, (i) => (first(i) === null ? "—" : clockText(first(i) / 60000))),
    ];
  }

  draw() {
    this.map.fit();
    const names = this.data.places[LANGUAGE ? "en" : "zh"];
    this.map.drawGround(this.state.replay ? null : this._colours(), names);
    this._legend();
    showChosen(this.at("chosen"), this.data, this.state, this.counts[this.state.mode], (i) => this.jump(i));
    this.frame();
  }

  // The colours of the villages, from the 2nd to the 98th in a hundred so that a few odd ones do not flatten the rest.
  _colours() {
    const values = this.data.villages.x.map((_, i) => (this.data.kpis.length ? this.value(i) : null));
    const known = values.filter((v) => v !== null).sort((a, b) => a - b);
    const at = (share) => known[Math.round(share * (known.length - 1))];
    const paired = this.state.against >= 0;
    let [low, high] = known.length ? [at(0.02), at(0.98)] : [0, 1];
    if (paired) { const far = Math.max(Math.abs(low), Math.abs(high), 1e-9); [low, high] = [-far, far]; }
    if (high - low < 1e-9) [low, high] = [low - 0.5, high + 0.5];
    this.range = { low, high, paired, known: known.length };
    return values.map((v) => (v === null ? null : shade(paired ? DIVERGING : VIRIDIS, (v - low) / (high - low))));
  }

  _legend() {
    const { data, state } = this, legend = this.at("legend"), mode = data.modes[state.mode];
    legend.replaceChildren();
    const mark = (text, style, round) => { const made = element("span"); made.append(element("i", null, { style, class: round ? "round" : "" }), text); legend.append(made); };
    if (state.replay) {
      data.days[state.mode].kinds.forEach((kind, i) => mark(kind[LANGUAGE], `background:${KINDS[i % KINDS.length]}`, false));
      mark(say("at_points"), "background:rgba(43,138,62,.5)", true);
      mark(say("at_seats"), "background:rgba(31,95,139,.45)", true);
      mark(say("at_work"), "outline-color:#1c2733;background:#fff", true);
    } else if (data.kpis.length) {
      const kpi = data.kpis[state.kpi], scale = this.range.paired ? DIVERGING : VIRIDIS, text = this.range.paired ? difference : figure;
      const better = (end) => (kpi.better === end ? bracketed(say("better")) : "");
      const stops = scale.map((_, i) => shade(scale, i / (scale.length - 1))).join(",");
      const ends = element("span", null, { class: "ends" });
      ends.append(
        element("span", text(this.range.low, kpi) + better("low")),
        element("span", null, { class: "bar", style: `background:linear-gradient(to right,${stops})` }),
        element("span", `${text(this.range.high, kpi)} ${kpi.share && !this.range.paired ? "" : unitOf(kpi, this.range.paired)}${better("high")}`),
      );
      legend.append(element("b", this._shown(kpi)), ...(this.range.known ? [ends] : []), element("span", `× ${say("none")}`));
    }
    legend.append(element("span", `★ ${say("hub")}`), element("span", `△ ${say("seat")}`));
    const lines = state.replay ? [data.day[LANGUAGE] + say("colon") + say("one_replication"), say("straight")] : [say("means"), data.measured[LANGUAGE]];
    if (mode.overloaded) lines.unshift(mode.name[LANGUAGE] + say("colon") + say("overloaded"));
    lines.push(...data.note[LANGUAGE]);
    this.at("notes").replaceChildren(...lines.map((line) => element("p", line, { class: "note" })));
  }

  // What the colours are of: a KPI of a mode, or what it has more than another.
  _shown(kpi) {
    const { mode, against } = this.state, names = this.data.modes.map((m) => m.name[LANGUAGE]);
    return `${kpi.name[LANGUAGE]} · ${names[mode]}${this.range.paired ? ` − ${names[against]}` : ""}`;
  }

  // What follows the clock.
  frame() {
    const { state, data } = this, day = state.replay ? data.days[state.mode] : null, minute = Math.floor(state.time / 60000);
    this.map.drawMoving(day, this.counts[state.mode], state.time, state.chosen);
    if (this.minute === minute && this.told === state.replay && state.playing) return;
    [this.minute, this.told] = [minute, state.replay];
    if (!day) return;
    const here = this.at("chosen").querySelector(".here");
    if (here) here.textContent = hereNow(data, state, this.counts[state.mode]);
    this.at("clock").textContent = clockText(minute);
    this.at("time").value = minute;
    this.at("time").setAttribute("aria-valuetext", clockText(minute));
    showNow(this.at("now"), data, state, this.counts[state.mode]);
  }

  play(on) {
    const { state } = this;
    if (on && !state.playing) {
      state.playing = true;
      if (state.time >= 86399000) state.time = 0;
      let last = null;
      const step = (now) => {
        state.time = Math.min(state.time + (now - (last ?? now)) * 60 * state.speed, 86399999);
        last = now;
        this.frame();
        if (state.time >= 86399999) this.play(false); else this.next = requestAnimationFrame(step);
      };
      this.next = requestAnimationFrame(step);
    } else if (!on) { state.playing = false; cancelAnimationFrame(this.next); }
    this.at("play").textContent = say(state.playing ? "pause" : "play");
    this.at("play").setAttribute("aria-pressed", state.playing);
    this.at("chosen").setAttribute("aria-live", state.playing ? "off" : "polite");
  }
}

let APP = null;
unpacked(document.getElementById("data").textContent.trim())
  .then((data) => { APP = new App(data); document.body.dataset.ready = "yes"; })
  .catch(() => { document.getElementById("notes").textContent = say("old"); });
