// The table of villages: found by name, in the order of a column, one of them chosen.
class VillageTable {
  constructor(table, choose) {
    this.head = table.tHead;
    this.body = table.tBodies[0];
    this.order = { column: 0, down: false };
    this.choose = choose;
    this.body.addEventListener("click", (e) => { const row = e.target.closest("tr"); if (row) choose(Number(row.dataset.village)); });
    this.body.addEventListener("keydown", (e) => this._key(e));
  }

  // columns: [{name, value(i), text(i)}]; villages: the numbers shown.
  show(columns, villages, chosen) {
    this.columns = columns;
    const { column, down } = this.order, by = columns[Math.min(column, columns.length - 1)].value;
    const missing = (v) => v === null || v === undefined;
    const rows = [...villages].sort((a, b) => {
      const [va, vb] = [by(a), by(b)];
      if (missing(va) || missing(vb)) return Number(missing(va)) - Number(missing(vb));
      const sign = typeof va === "string" ? va.localeCompare(vb, LANGUAGE ? "en" : "zh") : va - vb;
      return down ? -sign : sign;
    });
    this._heads(columns);
    const made = document.createDocumentFragment();
    for (const i of rows) {
      const row = element("tr", null, { "data-village": i, tabindex: -1, "aria-selected": i === chosen });
      for (const c of columns) row.append(element("td", c.text(i)));
      made.append(row);
    }
    this.body.replaceChildren(made);
    const first = this.body.querySelector('[aria-selected="true"]') || this.body.firstElementChild;
    if (first) first.tabIndex = 0;
  }

  _heads(columns) {
    const row = element("tr");
    columns.forEach((c, i) => {
      const on = this.order.column === i, sort = on ? (this.order.down ? "descending" : "ascending") : "none";
      const head = element("th", null, { scope: "col", "aria-sort": sort });
      const button = element("button", c.name + (on ? (this.order.down ? " ▼" : " ▲") : ""), { type: "button" });
      button.addEventListener("click", () => { this.order = { column: i, down: on && !this.order.down }; this.sorted(); });
      head.append(button);
      row.append(head);
    });
    this.head.replaceChildren(row);
  }

  mark(chosen, scroll) {
    for (const row of this.body.rows) {
      const on = Number(row.dataset.village) === chosen;
      row.setAttribute("aria-selected", on);
      row.tabIndex = on ? 0 : -1;
      if (on && scroll) row.parentElement.parentElement.parentElement.scrollTop = row.offsetTop - this.head.offsetHeight - 30;
    }
    if (!this.body.querySelector('[tabindex="0"]') && this.body.firstElementChild) this.body.firstElementChild.tabIndex = 0;
  }

  _key(event) {
    const row = event.target.closest("tr"), to = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (event.key === "Enter") this.choose(Number(row.dataset.village));
    if (!to || !row[to]) return;
    event.preventDefault();
    this.choose(Number(row[to].dataset.village));
    row[to].focus();
  }
}
