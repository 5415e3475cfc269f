// A file that was read to its last line is now in the box as letters: the field is emptied, or it would be sent again.
document.addEventListener("htmx:afterSwap", (event) => {
  const file = document.getElementById("fichier");
  if (file && event.target.id === "reponse" && event.target.querySelector("[data-refilled]")) file.value = "";
});

// The whole page is a drop zone for one file; without this module the field itself takes it.
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  const file = document.getElementById("fichier");
  if (!file || event.target === file || !event.dataTransfer.files.length) return;
  event.preventDefault();
  file.files = event.dataTransfer.files;
  file.dispatchEvent(new Event("input", { bubbles: true }));
});
