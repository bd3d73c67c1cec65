// The map: what stays on one canvas, what moves on the other.
const VIRIDIS = [[190, 223, 38], [122, 209, 81], [53, 183, 121], [33, 145, 140], [49, 104, 142], [64, 67, 135], [68, 1, 84]];
const DIVERGING = [[33, 102, 172], [146, 197, 222], [235, 235, 235], [244, 165, 130], [178, 24, 43]];
const KINDS = ["#d9480f", "#1f5f8b", "#2b8a3e", "#862e9c", "#b08900", "#0b7285", "#495057"];
const INK = "#1c2733";

function shade(scale, share) {
  const at = Math.min(Math.max(share, 0), 1) * (scale.length - 1), low = Math.min(Math.floor(at), scale.length - 2), part = at - low;
  return "rgb(" + scale[low].map((c, i) => Math.round(c + part * (scale[low + 1][i] - c))).join(",") + ")";
}

class CountyMap {
  constructor(ground, moving, data) {
    this.ground = ground;
    this.moving = moving;
    this.data = data;
    const xs = [...data.places.x, ...data.villages.x], ys = [...data.places.y, ...data.villages.y];
    for (const ring of data.boundary) ring.forEach((c, i) => (i % 2 ? ys : xs).push(c));
    const ends = (a) => a.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);
    [this.west, this.east] = ends(xs);
    [this.south, this.north] = ends(ys);
    this.reset();
  }

  lookAt(village) { this.center = [this.data.villages.x[village], this.data.villages.y[village]]; }

  reset() {
    this.zoom = 1;
    this.center = [(this.west + this.east) / 2, (this.south + this.north) / 2];
  }

  // Fit the canvases to their place on the page; true where that changed their size.
  fit() {
    const box = this.moving.getBoundingClientRect(), ratio = window.devicePixelRatio || 1;
    const width = Math.round(box.width * ratio), height = Math.round(box.height * ratio);
    if (this.moving.width === width && this.moving.height === height) return false;
    for (const canvas of [this.ground, this.moving]) { canvas.width = width; canvas.height = height; }
    this.ratio = ratio;
    return true;
  }

  get scale() { // pixels a metre
    const across = Math.max(this.east - this.west, 1000), up = Math.max(this.north - this.south, 1000);
    return 0.92 * this.zoom * Math.min(this.moving.width / across, (this.moving.height - this.top) / up);
  }

  get top() { return 40 * this.ratio; } // pixels above the map, where its buttons are

  get middle() { return [this.moving.width / 2, (this.moving.height + this.top) / 2]; }

  pixel(x, y) {
    return [this.middle[0] + (x - this.center[0]) * this.scale, this.middle[1] - (y - this.center[1]) * this.scale];
  }

  zoomBy(factor, at) {
    const before = at && this.metres(...at);
    this.zoom = Math.min(Math.max(this.zoom * factor, 1), 40);
    if (!at) return;
    const after = this.metres(...at);
    this.center = [this.center[0] + before[0] - after[0], this.center[1] + before[1] - after[1]];
  }

  metres(px, py) {
    return [this.center[0] + (px - this.middle[0]) / this.scale, this.center[1] - (py - this.middle[1]) / this.scale];
  }

  move(dx, dy) { // pixels
    this.center = [this.center[0] - dx / this.scale, this.center[1] + dy / this.scale];
  }

  // The village nearest to a spot, within a finger's breadth; -1: none.
  nearest(px, py) {
    const { x, y } = this.data.villages;
    let best = -1, least = (18 * this.ratio) ** 2;
    for (let i = 0; i < x.length; i++) {
      const [qx, qy] = this.pixel(x[i], y[i]), far = (qx - px) ** 2 + (qy - py) ** 2;
      if (far < least) { least = far; best = i; }
    }
    return best;
  }

  // Boundary, villages in the colours given (null: grey), seats and hub, scale bar.
  drawGround(colours, names) {
    const pen = this.ground.getContext("2d"), { villages, places, boundary } = this.data;
    pen.clearRect(0, 0, this.ground.width, this.ground.height);
    pen.strokeStyle = "#9aa5b1";
    pen.lineWidth = this.ratio;
    for (const ring of boundary) {
      pen.beginPath();
      for (let i = 0; i < ring.length; i += 2) pen.lineTo(...this.pixel(ring[i], ring[i + 1]));
      pen.closePath();
      pen.stroke();
    }
    const size = this.dot();
    villages.x.forEach((x, i) => {
      const [px, py] = this.pixel(x, villages.y[i]);
      const colour = colours ? colours[i] : "#c3ccd5";
      if (colour === null) { this._cross(pen, px, py, size); return; }
      pen.fillStyle = colour;
      pen.beginPath();
      pen.arc(px, py, size, 0, 7);
      pen.fill();
    });
    const seats = places.kind.map((kind, i) => i).filter((i) => places.kind[i] < 2);
    for (const i of seats) this._seat(pen, i, places.kind[i]);
    this._bar(pen);
    this.labels = seats.map((i) => this._mark(i));
    for (const i of seats) if (places.kind[i]) this._label(pen, names[i], ...this.pixel(places.x[i], places.y[i]));
  }

  dot() {
    const many = this.data.villages.x.length;
    return this.ratio * Math.min(Math.max(70 / Math.sqrt(many), 2.6), 7) * Math.min(Math.sqrt(this.zoom), 2.2);
  }

  _cross(pen, x, y, size) {
    pen.strokeStyle = "#9aa5b1";
    pen.beginPath();
    pen.moveTo(x - size, y - size); pen.lineTo(x + size, y + size);
    pen.moveTo(x - size, y + size); pen.lineTo(x + size, y - size);
    pen.stroke();
  }

  _seat(pen, place, kind) {
    const { places } = this.data, [x, y] = this.pixel(places.x[place], places.y[place]), r = this.ratio * (kind ? 5 : 7);
    pen.beginPath();
    if (kind) { pen.moveTo(x, y - r); pen.lineTo(x + r, y + r); pen.lineTo(x - r, y + r); pen.closePath(); }
    else for (let i = 0; i < 10; i++) {
      const far = i % 2 ? r * 0.45 : r * 1.2, turn = -Math.PI / 2 + (i * Math.PI) / 5;
      pen.lineTo(x + far * Math.cos(turn), y + far * Math.sin(turn));
    }
    pen.closePath();
    pen.fillStyle = kind ? "#fff" : INK;
    pen.strokeStyle = kind ? INK : "#fff";
    pen.lineWidth = this.ratio;
    pen.fill();
    pen.stroke();
  }

  // The box of a seat's mark: left end, lower end, width.
  _mark(place) {
    const [x, y] = this.pixel(this.data.places.x[place], this.data.places.y[place]), half = 6 * this.ratio;
    return [x - half, y + half, 2 * half];
  }

  // A name beside its place, to whichever side leaves it whole and clear of the others; none where no side does.
  _label(pen, text, x, y) {
    const side = this._side(pen, text, x, y, 8 * this.ratio, this.labels);
    if (!side) return;
    this.labels.push([...side, pen.measureText(text).width]);
    this._name(pen, text, ...side);
  }

  // Left end and lower end of a name beside a place, with a gap between; undefined where no side is whole and clear of other names.
  _side(pen, text, x, y, gap, names) {
    pen.font = this.font;
    const width = pen.measureText(text).width, height = 13 * this.ratio;
    const sides = [[x + gap, y + 4 * this.ratio], [x - gap - width, y + 4 * this.ratio], [x - width / 2, y - gap - height / 2], [x - width / 2, y + gap + height]];
    const clear = ([left, base]) => {
      if (left < 0 || left + width > this.ground.width || base < height || base > this.ground.height) return false;
      return names.every(([l, b, w]) => left > l + w || l > left + width || Math.abs(b - base) > height);
    };
    return sides.find(clear);
  }

  get font() { return `${12 * this.ratio}px system-ui, 'Noto Sans SC', 'Microsoft YaHei', sans-serif`; }

  _name(pen, text, x, y) {
    pen.font = this.font;
    pen.lineJoin = "round";
    pen.lineWidth = 3 * this.ratio;
    pen.strokeStyle = "rgba(255,255,255,.9)";
    pen.fillStyle = INK;
    pen.strokeText(text, x, y);
    pen.fillText(text, x, y);
  }

  _bar(pen) {
    const metres = this.moving.width / 4 / this.scale, power = 10 ** Math.floor(Math.log10(metres));
    const length = [5, 2, 1].map((m) => m * power).find((m) => m <= metres), x = 12 * this.ratio, y = this.moving.height - 14 * this.ratio;
    pen.fillStyle = INK;
    pen.fillRect(x, y, length * this.scale, 2 * this.ratio);
    this._name(pen, length >= 1000 ? `${length / 1000} ${say("km")}` : `${length} ${say("m")}`, x, y - 5 * this.ratio);
  }

  // What changes with the clock: circles of parcels waiting, people at work, vehicles on their rounds, and the village chosen.
  drawMoving(day, counts, time, chosen) {
    const pen = this.moving.getContext("2d"), { places, villages } = this.data;
    pen.clearRect(0, 0, this.moving.width, this.moving.height);
    if (day) {
      const minute = Math.floor(time / 60000), under_way = underWay(day.journeys, this.data.places, time);
      this._circles(pen, counts, minute);
      this._crews(pen, day, minute);
      this._rounds(pen, day.journeys, under_way);
      this._vehicles(pen, day.journeys, under_way);
    }
    if (chosen >= 0) {
      const [x, y] = this.pixel(villages.x[chosen], villages.y[chosen]);
      pen.strokeStyle = "#d9480f";
      pen.lineWidth = 2.5 * this.ratio;
      pen.beginPath();
      pen.arc(x, y, this.dot() + 4 * this.ratio, 0, 7);
      pen.stroke();
      const name = villages[LANGUAGE ? "en" : "zh"][chosen], gap = this.dot() + 7 * this.ratio;
      this._name(pen, name, ...(this._side(pen, name, x, y, gap, this.labels) || this._side(pen, name, x, y, gap, []) || [x + gap, y]));
    }
  }

  _circles(pen, counts, minute) {
    const { places } = this.data;
    for (let place = 0; place < places.x.length; place++) {
      const many = counts.at(place, minute);
      if (many <= 0) continue;
      const [x, y] = this.pixel(places.x[place], places.y[place]);
      pen.fillStyle = places.kind[place] === 2 ? "rgba(43,138,62,.38)" : "rgba(31,95,139,.30)";
      pen.beginPath();
      pen.arc(x, y, this.ratio * Math.min(0.55 * Math.sqrt(many), 60), 0, 7);
      pen.fill();
    }
  }

  // A ring around each place where people are at work.
  _crews(pen, day, minute) {
    const { places } = this.data;
    pen.strokeStyle = INK;
    pen.lineWidth = 1.5 * this.ratio;
    for (const place of new Set(onDuty(day, minute).map(([at]) => at))) {
      pen.beginPath();
      pen.arc(...this.pixel(places.x[place], places.y[place]), 11 * this.ratio, 0, 7);
      pen.stroke();
    }
  }

  // The rounds of the vehicles under way, call by call.
  _rounds(pen, journeys, under_way) {
    const { x, y } = this.data.places;
    pen.lineWidth = this.ratio;
    pen.globalAlpha = 0.28;
    for (const [i] of under_way) {
      pen.strokeStyle = KINDS[journeys.kind[i] % KINDS.length];
      pen.beginPath();
      for (let halt = journeys.first[i]; halt < journeys.first[i + 1]; halt++) pen.lineTo(...this.pixel(x[journeys.place[halt]], y[journeys.place[halt]]));
      pen.stroke();
    }
    pen.globalAlpha = 1;
  }

  _vehicles(pen, journeys, under_way) {
    const half = 4 * this.ratio;
    pen.strokeStyle = "#fff";
    pen.lineWidth = this.ratio;
    for (const [i, at] of under_way) {
      const [x, y] = this.pixel(at.x, at.y);
      pen.fillStyle = KINDS[journeys.kind[i] % KINDS.length];
      pen.fillRect(x - half, y - half, 2 * half, 2 * half);
      pen.strokeRect(x - half, y - half, 2 * half, 2 * half);
    }
  }
}
