// A report while it is written: kept on this machine at once, on the server within a second, read as it is typed.
// Without this file the page's own buttons do the same. Sentences come from the page, in the reader's language.
(function () {
  "use strict";
  function key(name) { return document.querySelector('[data-key="' + name + '"]'); }
  document.addEventListener("keydown", function (event) {
    var to = null;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") to = key("submit");
    else if (event.altKey && event.key === "ArrowDown") to = key("next");
    else if (event.altKey && event.key === "ArrowUp") to = key("previous");
    if (!to || to.closest("details:not([open])")) return;
    event.preventDefault();
    to.click();
  });

  var form = document.getElementById("answer");
  // a correction is read in the same way, and kept nowhere before it is handed in
  var corrects = !!form && form.hasAttribute("data-corrects");
  if (!form || !(form.hasAttribute("data-writes") || corrects) || !window.AbortController || !window.FormData) return;
  var WAIT = 700, BEAT = 20000, AGAIN = 4000, PATIENCE = 30000;
  var seen = document.getElementById("seen"), statement = document.getElementById("statement");
  var store = "luoshi:" + form.dataset.who + ":" + location.pathname;
  var timer = 0, busy = false, dirty = false, clashing = false, waiting = null, last = null, tried = false, touched = {};
  // choices that were pressed, in their order, each kept until it is answered; the first may be on its way
  var presses = [], pressing = null;
  // a correction as it stood when it could not be read, and was to be handed in
  var unread = null;
  // the sentence that the page's buttons belong to
  var shown = statement.defaultValue;
  document.getElementById("read_along").value = "1";
  // what is saved and read as it is typed needs no button for it
  form.querySelectorAll("[data-plain]").forEach(function (one) { one.hidden = true; });

  function told(text) { document.getElementById("kept").textContent = text; }
  function fields() {
    var answer = {};
    Array.prototype.forEach.call(form.elements, function (one) {
      if (!one.name || one.type === "file" || one.type === "submit" || one.type === "hidden" || one.name === "evidence_link") return;
      answer[one.name] = one.value;
    });
    return answer;
  }
  function same(one, other) { return JSON.stringify(one) === JSON.stringify(other); }
  function remember() {
    if (corrects) return;
    try { localStorage.setItem(store, JSON.stringify({ seen: seen.value, fields: fields() })); } catch (error) { /* full, or forbidden */ }
  }
  function forget() { try { localStorage.removeItem(store); } catch (error) { /* forbidden */ } }
  function remembered() {
    try { return JSON.parse(localStorage.getItem(store)); } catch (error) { return null; }
  }
  function put(values) {
    Object.keys(values).forEach(function (name) {
      var one = form.elements[name];
      if (one && "value" in one) one.value = values[name];
    });
  }

  // what the server says of the reading goes into the places of the same name
  function show(html) {
    var answer = new DOMParser().parseFromString(html, "text/html");
    var number = answer.getElementById("seen");
    if (!number) return null;
    answer.querySelectorAll("[data-into]").forEach(function (one) {
      var place = document.getElementById(one.getAttribute("data-into"));
      if (!place || place.innerHTML === one.innerHTML) return;
      // why a press chose nothing stays there while one may still choose: what is read behind it has no word of that
      if (place.id === "settling" && !pressing && answer.querySelector("[name='settle']")) return;
      var within = place.contains(document.activeElement);
      place.replaceChildren.apply(place, Array.from(one.childNodes));
      // whoever pressed a button that is gone goes on from what stands in its place
      var next = within && (place.querySelector("button") || place.closest("tr, div").parentNode.querySelector("button, input"));
      if (next) next.focus({ preventScroll: true });
    });
    seen.value = number.value;
    return answer;
  }
  // a field that nobody has touched takes the sentence's figure, and gives it back when the sentence loses it
  function fill(answer) {
    var filled = false;
    answer.querySelectorAll("[data-row]").forEach(function (row) {
      var id = row.getAttribute("data-row"), figure = row.getAttribute("data-typed");
      var field = form.elements["value." + id], lack = form.elements["lack." + id];
      if (!field || touched[field.name] || field === document.activeElement) return;
      // an answer that was on its way when 重新选 was pressed would put back what the press took out
      if (presses.some(function (one) { return one.name === "unsettle" && one.id === id; })) return;
      var ours = field.hasAttribute("data-filled") && field.value === field.getAttribute("data-filled");
      if (field.value && !ours) return;
      if (figure === field.value || (figure && lack.value && touched[lack.name])) return;
      field.value = figure;
      if (figure) { field.setAttribute("data-filled", figure); lack.value = ""; } else field.removeAttribute("data-filled");
      filled = true;
    });
    return filled;
  }

  function body() {
    var data = new FormData(form);
    data.delete("evidence_file");
    data.delete("evidence_link");
    return data;
  }
  // what is pasted is never cut: it is said how long it is, and sent once it is short enough
  function tooLong() {
    var n = Array.from(statement.value).length;
    if (n <= Number(form.dataset.longest)) return false;
    told(form.dataset.long.replace("{n}", n));
    return true;
  }
  // what a press comes to stands beside what was pressed, and the box is far above it
  function refusedAsLong() {
    var said = document.createElement("b");
    said.className = "bad";
    said.setAttribute("role", "alert");
    said.textContent = document.getElementById("kept").textContent;
    document.getElementById("hints").replaceChildren(said);
    statement.focus({ preventScroll: true });
  }
  function later(after) { if (!timer) timer = setTimeout(save, after); }
  function changed() { dirty = true; remember(); if (!clashing) later(WAIT); }
  function done(well) {
    busy = false;
    var go = waiting;
    if (well && dirty) { save(); return; }
    waiting = null;
    if (go && well) go();
  }
  // an answer and its text; one that does not come in time is given up
  function ask(address, options) {
    var stop = new AbortController(), patience = setTimeout(function () { stop.abort(); }, PATIENCE);
    options.signal = stop.signal;
    return fetch(address, options).then(function (answer) {
      return answer.text().then(function (html) { return [answer, html]; });
    }).finally(function () { clearTimeout(patience); });
  }
  function why(error) { return error.name === "AbortError" ? "trouble" : "offline"; }
  function press(button) {
    var id = button.value.split(":")[0];
    // of two presses on one target the later counts, unless the first is on its way
    presses = presses.filter(function (one) { return one === pressing || one.id !== id; });
    if (!pressing || pressing.name !== button.name || pressing.value !== button.value)
      presses.push({ name: button.name, value: button.value, id: id, said: shown });
  }
  function save() {
    clearTimeout(timer); timer = 0;
    if (busy) { dirty = true; return; }
    if (tooLong()) { dirty = true; waiting = null; return; }
    busy = true; dirty = false;
    var sent = fields(), data = body();
    // kept until an answer is there: a press that was lost on its way is sent again
    pressing = presses[0] || null;
    if (pressing) { data.append(pressing.name, pressing.value); data.set("said." + pressing.id, pressing.said); }
    ask(form.dataset.saving, { method: "POST", body: data, credentials: "same-origin", redirect: "manual" })
      .then(function (pair) { answered(pair[0], pair[1], sent); }, function (error) { failed(why(error), sent); })
      .catch(function () { failed("trouble", sent); });
  }
  // no answer, or none that says anything: it is said what is missing, beside what was pressed too, and asked again
  var HANDING_IN = { offline: "unsent", trouble: "untaken", out: "out" };
  function failed(reason, sent, after) {
    // a correction is kept nowhere before it is handed in: where it cannot be read, it may go in unread, if it is pressed again
    if (corrects && waiting && reason === "trouble") unread = sent;
    told(unread && same(unread, sent) ? form.dataset.unread : form.dataset[waiting ? HANDING_IN[reason] : reason]);
    last = sent; dirty = true; waiting = null; pressing = null;
    remember();
    if (presses.length) note(form.dataset.unchosen);
    done(false);
    later(Math.max(AGAIN, after || 0));
  }
  // sent from here, so that what was typed stays on the page should that fail too
  function handIn(by) {
    var data = new FormData(form, by);
    told(form.dataset.busy);
    ask(location.pathname, { method: "POST", body: data, credentials: "same-origin" }).then(function (pair) {
      if (pair[0].ok && pair[0].redirected) { location.assign(pair[0].url); return; }
      if (pair[0].status < 500) { unread = null; dirty = false; clearTimeout(timer); timer = 0; busy = false; by.click(); return; }
      told(form.dataset.untaken);
    }, function (error) { told(form.dataset[HANDING_IN[why(error)]]); });
  }
  function note(text) {
    var box = document.createElement("div"), line = document.createElement("p");
    box.className = "note bad mt-3"; line.textContent = text;
    box.appendChild(line);
    document.getElementById("settling").replaceChildren(box);
  }
  // signed out, or signed in again meanwhile: whoever is signed in now has another token; the page is asked for it
  function renewed(sent) {
    ask(location.pathname, { credentials: "same-origin", redirect: "manual" }).then(function (pair) {
      var answer = pair[0];
      if (answer.type === "opaqueredirect") { failed("out", sent); return; }
      if (answer.status === 404) { ended(); return; }
      if (!answer.ok) { failed("trouble", sent, wait(answer)); return; }
      var its = new DOMParser().parseFromString(pair[1], "text/html").getElementById("answer");
      if (!its || !its.hasAttribute(corrects ? "data-corrects" : "data-writes")) { ended(); return; }
      if (its.dataset.who !== form.dataset.who) { failed("out", sent); return; }
      var token = its.elements.csrfmiddlewaretoken.value;
      document.querySelectorAll("[name='csrfmiddlewaretoken']").forEach(function (one) { one.value = token; });
      last = sent; busy = false; tried = true; save();
    }, function (error) { failed(why(error), sent); }).catch(function () { failed("trouble", sent); });
  }
  // it is somebody else's to write now; what was typed stays where it can be copied
  function ended() {
    remember(); busy = false; dirty = false; clashing = true; waiting = null; presses = []; pressing = null;
    told(form.dataset.gone);
  }
  function wait(answer) { return 1000 * (Number(answer.headers.get("Retry-After")) || 0); }
  function answered(answer, html, sent) {
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      if (tried) { tried = false; failed("out", sent); } else renewed(sent);
      return;
    }
    tried = false;
    if (answer.status === 404) { ended(); return; }
    var before = seen.value, page = answer.ok && show(html), theirs = document.getElementById("theirs");
    if (!page) { failed("trouble", sent, wait(answer)); return; }
    unread = null;
    shown = sent.statement;
    // what stands there is what we sent ourselves: the answer was lost on its way
    if (theirs && last && mine(JSON.parse(theirs.dataset.fields), last)) {
      seen.value = theirs.dataset.number; last = null; theirs.remove(); dirty = true; done(true); return;
    }
    last = null;
    clashing = !!theirs;
    if (document.querySelector("#clash .note")) { seen.value = before; remember(); waiting = null; pressing = null; busy = false; return; }
    if (pressing) {
      presses.shift();
      pressing = null;
      // what was pressed and comes to nothing is looked at before anything is handed in
      var untold = document.querySelector("#settling .note");
      if (untold && waiting) { waiting = null; untold.scrollIntoView({ block: "center" }); }
    }
    if (presses.length) dirty = true;
    settled();
    if (fill(page)) dirty = true;
    if (!dirty) forget();
    done(true);
  }
  // what was refused and is there now is asked for no more
  function settled() {
    var told = document.querySelector("#problem ul"), still = {};
    if (!told || !statement.value.trim()) return;
    document.querySelectorAll("#hints a").forEach(function (one) { still[one.getAttribute("href")] = true; });
    told.querySelectorAll("a").forEach(function (one) {
      var anchor = one.getAttribute("href"), field = document.getElementById(anchor.slice(1));
      if (still[anchor]) return;
      if (field) field.removeAttribute("aria-invalid");
      one.parentNode.remove();
    });
    var head = document.querySelector("#problem b"), left = told.children.length;
    if (left) head.textContent = head.textContent.replace(/\d+/, left);
    else document.getElementById("problem").remove();
  }
  // a correction begins to be read as soon as it is opened: what there is to choose has its buttons then
  var correction = corrects && form.closest("details");
  if (correction) correction.addEventListener("toggle", function () { if (correction.open) save(); });

  function mine(theirs, ours) { return Object.keys(theirs).every(function (name) { return theirs[name] === (ours[name] || ""); }); }

  form.addEventListener("input", function (event) {
    if (event.target.type === "file" || event.target.name === "evidence_link") return;
    if (event.isTrusted) touched[event.target.name] = true;
    event.target.removeAttribute("aria-invalid");
    if (event.target.name.indexOf("value.") === 0) event.target.removeAttribute("data-filled");
    changed();
  });
  // one click puts a figure right, here, so that the cursor stays; and the choice between two texts
  form.addEventListener("click", function (event) {
    var button = event.target.closest("button[name='fix'], button[name='over'], button[name='settle'], button[name='unsettle'], a[data-theirs]");
    if (!button) return;
    if (button.hasAttribute("data-theirs")) { forget(); dirty = false; return; }
    event.preventDefault();
    if (button.name === "over") {
      seen.value = button.value; clashing = false;
      document.getElementById("clash").replaceChildren();
      save();
      return;
    }
    // which figure answers: it is sent with what is typed now, and the answer takes the buttons' place
    if (button.name === "settle" || button.name === "unsettle") {
      if (clashing) { document.getElementById("clash").scrollIntoView({ block: "center" }); return; }
      press(button);
      // what the former choice had filled goes with it
      var own = button.name === "unsettle" && form.elements["value." + button.value.split(":")[0]];
      if (own && own.value === own.getAttribute("data-filled")) { own.value = ""; own.removeAttribute("data-filled"); }
      told(form.dataset.busy);
      dirty = true;
      save();
      return;
    }
    var parts = button.value.split(":"), start = Number(parts[0]), letters = Array.from(statement.value);
    if (letters.slice(start, start + parts[1].length).join("") !== parts[1]) { changed(); return; }
    letters.splice(start, parts[1].length, parts[2]);
    statement.value = letters.join("");
    statement.focus();
    changed();
  });
  // what is still on its way is saved first, so that nobody submits behind their own back
  form.addEventListener("submit", function (event) {
    var by = event.submitter;
    if (tooLong()) { event.preventDefault(); refusedAsLong(); return; }
    if (!by || (!busy && !dirty && !timer)) {
      if (navigator.onLine === false) { event.preventDefault(); told(form.dataset.unsent); }
      return;
    }
    event.preventDefault();
    if (clashing) { document.getElementById("clash").scrollIntoView({ block: "center" }); return; }
    if (unread && by.value === "correct" && same(unread, fields())) { handIn(by); return; }
    told(form.dataset.busy);
    waiting = function () { by.click(); };
    if (!busy) save();
  });
  window.addEventListener("online", function () { if (dirty && !clashing) save(); });
  document.addEventListener("visibilitychange", function () {
    if (corrects) return;
    if (document.visibilityState === "visible") { beat(); return; }
    if (!dirty || busy || clashing || !navigator.sendBeacon) return;
    last = fields(); // nobody hears the answer: what stands there then is our own
    navigator.sendBeacon(form.dataset.saving, body());
  });

  // two people at one report see each other
  function beat() {
    if (corrects || document.visibilityState !== "visible") return;
    var data = new FormData();
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.append("seen", seen.value);
    fetch(form.dataset.present, { method: "POST", body: data, credentials: "same-origin", redirect: "manual" })
      .then(function (answer) { return answer.ok ? answer.text() : null; })
      .then(function (html) { if (html !== null) document.getElementById("others").innerHTML = html; })
      .catch(function () { /* the next beat tries again */ });
  }
  setInterval(beat, BEAT);

  // whoever has a keyboard writes at once; on a phone it would cover the sentence that is answered
  if (!corrects && window.matchMedia && matchMedia("(hover: hover) and (pointer: fine)").matches && !document.querySelector("[role='alert']") && !location.hash) {
    statement.focus({ preventScroll: true });
    statement.setSelectionRange(statement.value.length, statement.value.length);
  }

  // what could not be sent the last time is put back, and sent; where somebody wrote meanwhile, the server says so
  var kept = corrects ? null : remembered();
  if (kept && kept.fields && !document.getElementById("theirs")) {
    if (same(kept.fields, fields())) forget();
    else {
      put(kept.fields); seen.value = kept.seen; last = kept.fields;
      told(form.dataset.back);
      dirty = true; later(WAIT);
    }
  }
})();
