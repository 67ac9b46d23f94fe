// Pictures laid over each other: the newest fades in over those before it, which stay until it has.

const FADE_MS = 180;
const HURRIED_MS = 70; // while somebody drags, the next picture is on its way already

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export class Layers {
  constructor(box) {
    this.box = box;
  }

  /** Show `picture`, a decoded image element; in a `hurry` it fades quicker. */
  lay(picture, hurry) {
    picture.className = "globe-layer";
    this.box.append(picture);
    const below = () => {
      while (this.box.firstChild !== picture && this.box.contains(picture)) this.box.firstChild.remove();
    };
    if (still() || this.box.firstChild === picture) return below();
    const fading = picture.animate({ opacity: [0, 1] }, { duration: hurry ? HURRIED_MS : FADE_MS, easing: "ease-out" });
    fading.finished.then(below, below); // a picture above this one may have removed it
  }
}
