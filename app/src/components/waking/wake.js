(script, wasm) => {
  addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !event.target.closest("a.leave")) return;
    document.documentElement.style.visibility = "hidden";
  });
  addEventListener("pageshow", () => (document.documentElement.style.visibility = ""));
  const line = navigator.connection;
  if (line && line.saveData) return;
  addEventListener("load", async () => {
    const app = await import(script);
    await app.default({ module_or_path: wasm });
    app.hydrate();
    for (const island of document.querySelectorAll("leptos-island")) {
      app[island.dataset.component](island);
    }
  });
}
