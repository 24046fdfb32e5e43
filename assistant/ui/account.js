// A session may end while the page is open. Then Gradio's requests are refused, and the reader is told here.
{
  const ask = window.fetch;
  const held = []; // streams of answers that were refused: Gradio would never open one again
  window.fetch = async (...request) => {
    const response = await ask(...request);
    if (response.ok || response.status === 401) document.getElementById("session-over").hidden = response.ok;
    if (response.ok) held.splice(0).forEach((goOn) => goOn());
    const isStream = String(request[0].url ?? request[0]).includes("/queue/data");
    if (response.status !== 401 || !isStream) return response;
    await new Promise((goOn) => held.push(goOn));
    return window.fetch(...request);
  };
}
