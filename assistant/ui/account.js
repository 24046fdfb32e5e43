// A session may end while the page is open. Then Gradio's requests are refused, and the reader is told here.
{
  const ask = window.fetch;
  window.fetch = async (...request) => {
    const response = await ask(...request);
    if (response.ok || response.status === 401) document.getElementById("session-over").hidden = response.ok;
    return response;
  };
}
