// Between film and timeline: what is done at the playhead, and what takes it back.
import Images from "lucide-react/dist/esm/icons/images.mjs";
import Redo from "lucide-react/dist/esm/icons/redo-2.mjs";
import Scissors from "lucide-react/dist/esm/icons/scissors.mjs";
import Trash from "lucide-react/dist/esm/icons/trash-2.mjs";
import Undo from "lucide-react/dist/esm/icons/undo-2.mjs";

function Tool({ icon: Icon, label, words, keys, ...rest }) {
  return (
    <button type="button" className="tool focus-ring" aria-label={words ?? label} title={`${words ?? label} (${keys})`} {...rest}>
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
      <span className="tool-label" aria-hidden="true">{label}</span>
    </button>
  );
}

/** `does` is what `useCommands` made; `chosen` is "picture" or "piece": what Delete takes away. */
export function Toolbar({ does, chosen, edited, waiting, message, onDismiss }) {
  return (
    <div className="editor-tools" role="toolbar" aria-label="Editing">
      <div className="tool-group">
        <Tool icon={Scissors} label="Split" words="Split at the playhead" keys="S" onClick={does.split} />
        <Tool icon={Trash} label="Delete" words={chosen === "picture" ? "Delete the picture" : "Delete the piece"} keys="Delete" onClick={does.remove} />
        <button type="button" className="tool focus-ring narrow-only" popoverTarget="editor-library" aria-label="Pictures">
          <Images size={18} strokeWidth={1.75} aria-hidden="true" /><span className="tool-label" aria-hidden="true">Pictures</span>
        </button>
      </div>
      <p className="tool-message" role="alert">
        {message ? <><span>{message}</span><button type="button" className="tool-dismiss focus-ring" onClick={onDismiss}>OK</button></> : null}
      </p>
      <div className="tool-group">
        <Tool icon={Undo} label={edited.undo ? `Undo ${edited.undo}` : "Undo"} words={edited.undo ? `Undo ${edited.undo}` : "Undo"} keys="Ctrl Z" disabled={!edited.undo && !waiting} onClick={does.undo} />
        <Tool icon={Redo} label="Redo" words={edited.redo ? `Redo ${edited.redo}` : "Redo"} keys="Ctrl Shift Z" disabled={!edited.redo} onClick={does.redo} />
      </div>
    </div>
  );
}
