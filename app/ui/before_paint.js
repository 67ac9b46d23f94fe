// Runs in the head, before the first paint: whether somebody seems to be signed in, and how they like the
// screen. Only looks depend on it; what a person may see or do is decided by the server.
(() => {
  const root = document.documentElement;
  const KEPT = "everkeep-comfort";
  const HINT = "everkeep_signed_in";

  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem(KEPT) ?? "{}") ?? {};
    } catch {
      return {};
    }
  };

  const show = ({ motion, text_size: size }) => {
    root.dataset.motion = motion === "reduced" ? "reduced" : "system";
    root.dataset.textSize = ["large", "larger"].includes(size) ? size : "normal";
  };

  const showTheme = (theme) => {
    const night = matchMedia("(prefers-color-scheme: dark)").matches;
    const shown = theme === "system" ? (night ? "dark" : "light") : theme;
    root.classList.remove("light", "dark");
    root.classList.add(shown);
    root.style.colorScheme = shown;
  };

  const hinted = () => document.cookie.split("; ").includes(`${HINT}=1`);
  const stand = (signedIn) => {
    root.dataset.signedIn = signedIn ? "yes" : "no";
  };

  window.everkeep = {
    ...window.everkeep,
    remember(liked) {
      show(liked);
      stand(true);
      if (!hinted()) document.cookie = `${HINT}=1; path=/; max-age=34560000; samesite=lax`;
      try {
        localStorage.setItem(KEPT, JSON.stringify(liked));
        if (localStorage.getItem("theme") === liked.theme) return;
        localStorage.setItem("theme", liked.theme);
        showTheme(liked.theme);
      } catch {
        // A browser that keeps nothing asks the server again at the next load.
      }
    },
    forgetSignIn() {
      document.cookie = `${HINT}=; path=/; max-age=0; samesite=lax`;
      stand(false);
    },
  };

  show(kept());
  stand(hinted());
})();
