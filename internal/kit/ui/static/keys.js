// Enhancements only: every page works without this file.
// Shortcuts come from data-key attributes; single letters are off in fields and
// can be switched off (WCAG 2.1.4).
(function () {
  "use strict";
  var doc = document, store = window.localStorage, chord = "";

  function single() { try { return store.getItem("single-keys") !== "off"; } catch (e) { return true; } }
  function typing(el) {
    return el && (el.isContentEditable || /^(TEXTAREA|SELECT)$/.test(el.tagName) ||
      (el.tagName === "INPUT" && !/^(radio|checkbox|button|submit)$/.test(el.type)));
  }
  function use(el) {
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName) && !/^(radio|checkbox)$/.test(el.type)) { el.focus(); if (el.select) el.select(); return; }
    el.focus();
    el.click();
  }
  function find(key) {
    var all = doc.querySelectorAll("[data-key]"), i;
    for (i = 0; i < all.length; i++) {
      if (all[i].getAttribute("data-key").toLowerCase() === key.toLowerCase() && all[i].offsetParent !== null) return all[i];
    }
    return null;
  }
  function rows() { return Array.prototype.slice.call(doc.querySelectorAll("[data-row]")); }
  function step(by) {
    var list = rows(), at = list.findIndex(function (r) { return r.classList.contains("on"); });
    if (!list.length) return false;
    select(list, Math.max(0, Math.min(list.length - 1, at < 0 ? 0 : at + by)));
    return true;
  }
  function select(list, at) {
    list.forEach(function (r) { r.classList.remove("on"); });
    var row = list[at], target = row.querySelector("a, input, button") || row;
    row.classList.add("on");
    target.focus();
    row.scrollIntoView({ block: "nearest" });
  }
  function inRow(key) {
    var row = doc.querySelector("[data-row].on"), el = row && row.querySelector('[data-row-key="' + key + '"]');
    if (!el) return false;
    el.click();
    return true;
  }
  function name(e) {
    var k = e.key;
    if (k === " ") k = "Space";
    return (e.ctrlKey || e.metaKey ? "Ctrl+" : "") + (e.altKey ? "Alt+" : "") + k;
  }
  var places = { "g i": "/inbox", "g f": "/figures" };

  function plainKey(key) {
    var list = rows(), n = parseInt(key, 10), target;
    if (chord) { target = places[chord + " " + key.toLowerCase()]; chord = ""; if (target) { location.assign(target); return true; } }
    if (key === "?") { location.assign("/keys"); return true; }
    if ((key === "j" || key === "k") && step(key === "j" ? 1 : -1)) return true;
    if (n >= 1 && n <= list.length) { select(list, n - 1); return true; }
    if (inRow(key.toLowerCase())) return true;
    target = find(key);
    if (target) { use(target); return true; }
    if (key === "g") { chord = "g"; setTimeout(function () { chord = ""; }, 1200); return true; }
    return false;
  }

  doc.addEventListener("keydown", function (e) {
    if (e.defaultPrevented || e.isComposing) return;
    var key = name(e), target;
    if (key === "Escape" && typing(doc.activeElement)) { doc.activeElement.blur(); return; }
    if (key.length === 1) {
      if (typing(doc.activeElement) || (!single() && key !== "/" && key !== "?")) return;
      if (plainKey(key)) e.preventDefault();
      return;
    }
    target = find(key);
    if (!target && key === "Ctrl+Enter") {
      var form = doc.activeElement && doc.activeElement.form;
      target = (form && form.querySelector(".primary, .go")) || doc.querySelector("main .primary, main .go");
    }
    if (target) { e.preventDefault(); use(target); }
  });

  // a form is sent once: a second press while it is on its way does nothing
  doc.addEventListener("submit", function (e) {
    var form = e.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { e.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(function () { delete form.dataset.sent; }, 8000);
  });
  window.addEventListener("pageshow", function () {
    doc.querySelectorAll("form[data-sent]").forEach(function (f) { delete f.dataset.sent; });
  });

  // dates: weekday beside the field, a calendar where the browser has one
  function weekday(input) {
    var m = /^\s*(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*$/.exec(input.value), out = input.parentNode.querySelector("output");
    var d = m && new Date(Date.UTC(+m[1], m[2] - 1, +m[3]));
    if (out) out.textContent = d && d.getUTCMonth() === m[2] - 1 ? "周" + "日一二三四五六"[d.getUTCDay()] : "";
  }
  doc.querySelectorAll("input[data-date]").forEach(function (input) {
    weekday(input);
    input.addEventListener("input", function () { weekday(input); });
    if (!HTMLInputElement.prototype.showPicker) return;
    var pick = doc.createElement("input"), button = doc.createElement("button");
    pick.type = "date"; pick.className = "vh"; pick.tabIndex = -1; pick.setAttribute("aria-hidden", "true");
    button.type = "button"; button.className = "button small"; button.textContent = "日历";
    button.setAttribute("aria-label", "打开日历");
    button.addEventListener("click", function () { pick.showPicker(); });
    pick.addEventListener("change", function () { input.value = pick.value; weekday(input); input.focus(); });
    input.after(button, pick);
  });

  doc.querySelectorAll("[data-single-keys]").forEach(function (b) {
    function show() { b.textContent = "单键快捷：" + (single() ? "开" : "关"); b.setAttribute("aria-pressed", String(single())); }
    b.addEventListener("click", function () { try { store.setItem("single-keys", single() ? "off" : "on"); } catch (e) { return; } show(); });
    show();
  });
  doc.querySelectorAll("[data-print]").forEach(function (b) { b.addEventListener("click", function () { window.print(); }); });

  var errors = doc.getElementById("errors");
  if (errors) errors.focus();
})();
