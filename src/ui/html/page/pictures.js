// A picture that cannot be fetched leaves its frame, which says so.

/** @param {EventTarget | null} target */
function leave(target) {
  if (target instanceof HTMLImageElement) target.classList.add('absent')
}

document.addEventListener('error', ({ target }) => leave(target), true)
for (const image of document.images) {
  if (image.complete && image.naturalWidth === 0) leave(image)
}
