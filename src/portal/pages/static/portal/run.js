// Keeps the progress of a running run fresh; when its state changes the page is loaded anew.
const frame = document.querySelector("[data-run]");

async function look() {
  try {
    const answer = await fetch(frame.dataset.run, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return;
    const state = await answer.json();
    frame.querySelector("progress").value = state.share;
    frame.querySelector("[data-now]").textContent = state.now;
    if (state.status !== "running") window.location.reload();
  } finally {
    setTimeout(look, 2000);
  }
}

setTimeout(look, 2000);
