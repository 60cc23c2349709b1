(script, wasm) => {
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
