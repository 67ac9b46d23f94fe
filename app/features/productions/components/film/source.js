// Where a finished film comes from: its ladder of qualities where the browser takes one, else the whole file.
//
// Nothing is fetched before somebody wants to see it; what reads ladders comes with the first film that has one.

const readLadders = () => import("hls.js").then(({ default: Hls }) => Hls);

/** Fetches what `open` will need, for a quicker start. */
export function warmUp(hls) {
  if (hls && window.MediaSource) readLadders().catch(() => {});
}

/** Fills `video` on the first `open()` from what `ways()` gives then, `{film, hls}`. `tell({qualities, shown})` hears
 *  lines such as 720, none for a single file. */
export function createSource(video, ways, tell) {
  let ladder = null, opened = null, closed = false;

  const openFile = () => {
    const { currentTime, paused } = video;
    ladder?.destroy();
    ladder = null;
    tell({ qualities: [], shown: 0 });
    video.src = ways().film;
    if (currentTime) video.currentTime = currentTime;
    if (!paused) video.play().catch(() => {});
  };

  const openLadder = async () => {
    const Hls = await readLadders();
    if (closed) return;
    if (!Hls.isSupported()) return openFile();
    const lines = (level) => Math.min(level.width || Infinity, level.height);
    ladder = new Hls({ capLevelToPlayerSize: true, maxBufferLength: 30, backBufferLength: 60, enableWorker: false });
    ladder.on(Hls.Events.MANIFEST_PARSED, (_, { levels }) => tell({ qualities: levels.map(lines) }));
    ladder.on(Hls.Events.LEVEL_SWITCHED, (_, { level }) => tell({ shown: lines(ladder.levels[level]) }));
    const ready = new Promise((resolve) => {
      video.addEventListener("loadedmetadata", resolve, { once: true });
      ladder.on(Hls.Events.ERROR, (_, { fatal }) => {
        if (!fatal) return;
        openFile();
        resolve();
      });
    });
    ladder.loadSource(ways().hls);
    ladder.attachMedia(video);
    await ready;
  };

  const openBest = async () => {
    const { hls } = ways();
    if (!hls) return openFile();
    if (window.MediaSource) return openLadder().catch(openFile);
    if (!video.canPlayType("application/vnd.apple.mpegurl")) return openFile();
    video.addEventListener("error", openFile, { once: true });
    video.src = hls; // a phone that chooses by itself
  };

  return {
    open: () => (opened ??= openBest()),
    /** `lines` as told in `qualities`, or 0 to choose by the connection. */
    choose(lines) {
      if (ladder) ladder.currentLevel = lines ? ladder.levels.findIndex((level) => Math.min(level.width || Infinity, level.height) === lines) : -1;
    },
    close() {
      closed = true;
      ladder?.destroy();
      video.removeAttribute("src");
      video.load();
    },
  };
}
