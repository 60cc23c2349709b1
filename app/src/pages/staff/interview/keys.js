() => {
  // Keys of an interview. A number chooses an answer, but none acts that begins another number before Enter confirms it.
  // Whatever a key does, a form without this script does by its controls.
  const form = document.getElementById("interview");
  const by = (id) => document.getElementById(id);
  const [heard, back, next, pause, goBack] = ["heard", "back", "next", "pause", "go-back"].map(by);
  const groups = [...form.querySelectorAll("[data-keys]")].filter((group) => group.dataset.keys !== "back");
  const reasons = back?.querySelector("[data-keys]");
  const WHY = "Why do you go back? Choose a number, then Enter.";
  const PASSES_ON = /^(radio|checkbox|submit)$/;
  let pending = "", pendingIn = null;

  const writes = (at) => at.matches?.("textarea, select") || (at.matches?.("input") && !PASSES_ON.test(at.type));
  const counts = (at) => writes(at) && /^(numeric|decimal)$/.test(at.inputMode);
  const answers = (group) => [...group.querySelectorAll("input[data-code]")];
  const box = (group) => group.querySelector("input:not([data-code]), textarea, select");
  const isBox = (group) => group.dataset.keys === "box";
  const isOpen = (group) => !answers(group).some((one) => one.checked) && !(isBox(group) && box(group)?.value);
  const say = (words) => {
    if (heard) heard.textContent = words;
  };
  const goTo = (group) => (isBox(group) ? box(group) : (answers(group).find((one) => one.checked) ?? answers(group)[0])).focus();

  // The group that keys are for: the one with the focus, or the first that is open.
  const active = () => {
    const at = document.activeElement;
    if (reasons && back.open && back.contains(at)) return reasons;
    return groups.find((group) => group.contains(at)) ?? groups.find(isOpen) ?? groups.at(-1);
  };

  const words = (input) => input.labels[0].innerText.replace(/\s+/g, " ").trim();
  const choose = (input) => {
    pending = "";
    input.checked = input.type === "radio" || !input.checked;
    input.focus();
    say(`${input.checked ? "Chosen" : "Taken back"}: ${words(input)}`);
  };

  const digit = (key, group) => {
    const begins = () => answers(group).filter((one) => one.dataset.code.startsWith(pending));
    pending += key;
    pendingIn = group;
    if (!begins().length) pending = key;
    const all = begins(), exact = all.find((one) => one.dataset.code === pending);
    if (!all.length) {
      say(`There is no answer ${pending}.`);
      pending = "";
    } else if (exact && all.length === 1) choose(exact);
    else say(exact ? `${pending}: Enter, or another digit` : `${pending}: another digit`);
  };

  const confirm = (group) => {
    const meant = group && answers(group).find((one) => one.dataset.code === pending);
    pending = "";
    if (meant) return choose(meant);
    if (reasons && group === reasons) {
      if (answers(reasons).some((one) => one.checked)) return form.requestSubmit(goBack);
      return say(WHY);
    }
    const after = groups.slice(groups.indexOf(group) + 1).find(isOpen) ?? (group && isOpen(group) ? null : groups.find(isOpen));
    // What is left open is said once by the page that follows, as on the web.
    if (after) goTo(after);
    else form.requestSubmit(next);
  };

  const openBack = () => {
    if (!back) return say("This is the first page.");
    back.open = true;
    answers(reasons)[0].focus();
    say(WHY);
  };

  document.addEventListener("keydown", (event) => {
    const { key, target: at } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const group = active(), letter = key.length === 1 ? key.toLowerCase() : key;
    const isWriting = writes(at);
    const does = (act) => {
      event.preventDefault();
      act();
    };
    if (key === "Enter") {
      // In a text of several lines Enter is a line. Anywhere else a key that is held down does nothing twice.
      if (at.matches?.("textarea")) return;
      if (event.repeat) return event.preventDefault();
      // Links, buttons and summaries do what they are for.
      if (at.matches?.("a, button, summary, select")) return;
      // What is sent cannot be changed: the first Enter goes to the button, and only another one sends.
      // Where they went through the rest on the web, it goes first to what was not asked.
      if (!groups.length) return does(() => (by("first-open") ?? next)?.focus());
      return does(() => confirm(group));
    }
    if (isWriting && !(counts(at) && /^[drpb]$/.test(letter))) return;
    if (/^\d$/.test(key) && group) {
      // In a box a digit is typed.
      if (isBox(group)) return box(group).focus();
      return does(() => {
        // Enter confirms it there, and would do what a link is for that still had the focus.
        if (!group.contains(at)) goTo(group);
        digit(key, group);
      });
    }
    pending = "";
    const named = group && answers(group).find((one) => one.dataset.code === letter);
    if (/^[dr]$/.test(letter) && named) {
      return does(() => {
        if (isBox(group)) for (const one of group.querySelectorAll("input:not([data-code])")) one.value = "";
        choose(named);
      });
    }
    if (letter === "p" && pause) return does(() => (pause.form ? form.requestSubmit(pause) : location.assign(pause.href)));
    if (letter === "b" || key === "Backspace") return does(openBack);
  });

  // A digit that waits for Enter is meant where it was typed, and nowhere else.
  document.addEventListener("focusin", ({ target }) => {
    if (pendingIn && !pendingIn.contains(target)) pending = "";
  });

  const keys = by("keys");
  if (keys) keys.hidden = false;
  const first = groups.find(isOpen) ?? groups[0];
  // Where the page came back for want of a reason, the next number is one.
  if (back?.open) goTo(reasons);
  else if (first) goTo(first);
  else {
    const heading = document.querySelector("h1");
    heading.tabIndex = -1;
    heading.focus();
  }
}
