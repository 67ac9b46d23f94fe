// Dice one can see: a face that tumbles, then what it came to, in numbers and in words.
import { useEffect, useRef, useState } from "react";

export const TUMBLE_MS = 950;
const FLICKER_MS = 70;

const OUTLINES = {
  20: "M24 2 43.05 13v22L24 46 4.95 35V13z",
  12: "M24 3 44 17.5 36.4 41H11.6L4 17.5z",
  10: "M24 2 44 21v7L24 46 4 28v-7z",
  8: "M24 2 43 24 24 46 5 24z",
  6: "M8 6h32a3 3 0 0 1 3 3v30a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3z",
  4: "M24 4 45 42H3z",
};
const FACETS = {
  20: "M24 2v11M4.95 13 13 31M43.05 13 35 31M24 13 4.95 13M24 13l19.05 0M24 13 13 31h22zM13 31l11 15 11-15M4.95 35 13 31M43.05 35 35 31",
  8: "M5 24h38",
  10: "M4 21l20 11 20-11M24 32v14",
};

/** `rest` is when it comes to rest, in ms from now; null lies there already. */
export function Die({ sides, value, rest, tone }) {
  const [shown, setShown] = useState(value);
  const [still, setStill] = useState(rest === null);
  useEffect(() => {
    if (rest === null) {
      setStill(true);
      return setShown(value);
    }
    setStill(false);
    const flicker = setInterval(() => setShown(1 + Math.floor(Math.random() * sides)), FLICKER_MS);
    const settle = setTimeout(() => {
      clearInterval(flicker);
      setShown(value);
      setStill(true);
    }, rest);
    return () => {
      clearInterval(flicker);
      clearTimeout(settle);
    };
  }, [rest, value, sides]);
  return (
    <span className="die" data-still={still} data-tone={still ? tone : "plain"} data-sides={sides} aria-hidden="true">
      <svg viewBox="0 0 48 48" width="48" height="48">
        <path d={OUTLINES[sides] ?? OUTLINES[6]} className="die-body" />
        {FACETS[sides] ? <path d={FACETS[sides]} className="die-facets" /> : null}
      </svg>
      <b>{shown}</b>
    </span>
  );
}

const sum = ({ value, bonus }) => (bonus ? `${value} ${bonus < 0 ? "−" : "+"} ${Math.abs(bonus)} = ${value + bonus}` : `${value}`);

// Good is what is good for the party: a foe that hits is not.
const tone = ({ success, ours }) => (success === null || success === undefined ? "plain" : success === ours ? "good" : "bad");

/** One roll: the die, who rolled for what, the sum against the target, and how it went. */
export function Roll({ roll, from }) {
  const rest = from === null ? null : from + TUMBLE_MS;
  return (
    <div className="roll" data-tone={tone(roll)}>
      <Die sides={roll.die} value={roll.value} rest={rest} tone={tone(roll)} />
      <div className="roll-words">
        <p className="roll-label">{roll.label}{roll.who ? <span> · {roll.who}</span> : null}</p>
        <p className={rest === null ? "roll-sum" : "roll-sum ink"} style={rest === null ? undefined : { animationDelay: `${rest}ms` }}>
          {sum(roll)}
          {roll.against ? ` against ${roll.against}` : ""}
          {roll.outcome ? <strong> {roll.outcome}</strong> : null}
        </p>
      </div>
    </div>
  );
}

function Foe({ name, max, hp }) {
  if (!max) return null;
  return (
    <div className="foe">
      <p className="foe-words"><span>{name}</span><span>{hp > 0 ? `${hp} / ${max} HP` : "beaten"}</span></p>
      <div className="hp-bar" aria-hidden="true">
        <i className="hp-lost" style={{ "--share": hp / max }} />
        <i className="hp-left foe-left" style={{ "--share": hp / max }} />
      </div>
    </div>
  );
}

/** How long the dice of a round tumble, in ms. */
export const roundTime = (round) => (!round ? 0 : ((round.rolls.length - 1) * TUMBLE_MS) / 2 + TUMBLE_MS);

/** Whether the dice that began to tumble with `what` have come to rest, `lasts` ms later. */
export function useSettled(what, lasts) {
  const [settled, setSettled] = useState("");
  useEffect(() => {
    const rest = setTimeout(() => setSettled(what), lasts);
    return () => clearTimeout(rest);
  }, [what]);
  return !lasts || settled === what;
}

/** A fight, a round at a time; the person turns to the next one. `told` may lie beyond its last one. */
export function Fight({ fight, told, settled, animate, onTell }) {
  const rounds = fight.rounds.slice(0, told), over = told > fight.rounds.length;
  const last = rounds.at(-1);
  const lasts = roundTime(last);
  const known = settled || over ? rounds : rounds.slice(0, -1); // the dice come first, then what they did
  const list = useRef(null);
  useEffect(() => {
    if (animate && told > 1 && !over) list.current.lastElementChild.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }, [told]);
  const left = fight.rounds.length - told;
  return (
    <section className="fight" aria-label={fight.label}>
      <h3 className="fight-title">{fight.label}</h3>
      <Foe {...fight.foe} hp={known.findLast(({ foe }) => foe !== null)?.foe ?? fight.foe.max} />
      <ol ref={list} className="rounds">
        {rounds.map((round, at) => (
          <li key={at} className="round">
            <p className="round-number">Round {at + 1}</p>
            <div className="round-rolls">
              {round.rolls.map((roll, nth) => (
                <Roll key={nth} roll={roll} from={animate && at === told - 1 ? nth * (TUMBLE_MS / 2) : null} />
              ))}
            </div>
            <p className={animate && round === last ? "round-words ink" : "round-words"} style={animate && round === last ? { animationDelay: `${lasts}ms` } : undefined}>{round.told.join(" ")}</p>
          </li>
        ))}
      </ol>
      {left > 0 ? (
        <div className="fight-on">
          <button type="button" className="next-round focus-ring" onClick={() => onTell(told + 1)}>{told ? "Next round" : "First round"} <kbd aria-hidden="true">Enter</kbd></button>
          <button type="button" className="all-rounds focus-ring" onClick={() => onTell(fight.rounds.length)}>Show the whole fight</button>
        </div>
      ) : null}
    </section>
  );
}
