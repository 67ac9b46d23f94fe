// Who travels: names, classes and how hale they are. A change is seen, and said.
import { useEffect, useRef, useState } from "react";

export const share = ({ hp, max }) => Math.max(0, Math.min(1, max ? hp / max : 0));
const state = ({ hp, max }) => (hp <= 0 ? "fallen" : hp < max / 2 ? "wounded" : "hale");
const initials = (name) => Array.from(name.trim())[0]?.toUpperCase() ?? "?";

const RADIUS = 17;
const ROUND = 2 * Math.PI * RADIUS;

function Portrait({ hero }) {
  return (
    <span className="portrait" data-state={state(hero)} data-class={hero.kind} aria-hidden="true">
      <svg viewBox="0 0 40 40" className="portrait-ring">
        <circle cx="20" cy="20" r={RADIUS} className="ring-track" />
        <circle cx="20" cy="20" r={RADIUS} className="ring-hp" strokeDasharray={ROUND} style={{ strokeDashoffset: ROUND * (1 - share(hero)) }} />
      </svg>
      <b>{initials(hero.name)}</b>
    </span>
  );
}

// What a hero lost or won since the page before, for as long as it is news.
function useChange(hp) {
  const before = useRef(hp);
  const [change, setChange] = useState(0);
  useEffect(() => {
    const by = hp - before.current;
    before.current = hp;
    if (!by) return;
    setChange(by);
    const old = setTimeout(() => setChange(0), 4000);
    return () => clearTimeout(old);
  }, [hp]);
  return change;
}

function Hero({ hero }) {
  const change = useChange(hero.hp);
  const fallen = hero.hp <= 0;
  return (
    <li className="hero" data-state={state(hero)}>
      <Portrait hero={hero} />
      <div className="hero-words">
        <p className="hero-name">{hero.name}</p>
        <p className="hero-class">{hero.className}</p>
      </div>
      <p className="hero-hp">
        {change ? <span className="hp-change" data-tone={change < 0 ? "bad" : "good"} aria-hidden="true">{change < 0 ? "−" : "+"}{Math.abs(change)}</span> : null}
        {fallen ? "Fallen" : <>{hero.hp}<span className="hp-of"> / {hero.max}<span className="sr-only"> hit points</span></span></>}
      </p>
      <div className="hp-bar" aria-hidden="true">
        <i className="hp-lost" style={{ "--share": share(hero) }} />
        <i className="hp-left" style={{ "--share": share(hero) }} />
      </div>
    </li>
  );
}

export function Party({ party, symbol }) {
  if (!party.heroes.length) return null;
  return (
    <section className="party" aria-label="Your party">
      <h2 className="party-name">{party.name}</h2>
      {symbol ? <p className="party-symbol"><i className="symbol-orb" data-symbol={symbol.id} aria-hidden="true" />{symbol.name}</p> : null}
      <ul className="heroes">{party.heroes.map((hero, at) => <Hero key={at} hero={hero} />)}</ul>
    </section>
  );
}

/** The same for a phone: a face and a ring each. */
export function Faces({ party }) {
  return (
    <ul className="faces" aria-label={party.name || "Your party"}>
      {party.heroes.map((hero, at) => (
        <li key={at} title={`${hero.name}, ${hero.className}`}>
          <Portrait hero={hero} />
          <span className="sr-only">{hero.name}, {hero.className}: {hero.hp > 0 ? `${hero.hp} of ${hero.max} hit points` : "fallen"}</span>
        </li>
      ))}
    </ul>
  );
}
