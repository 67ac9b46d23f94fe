// How it ended: who lives, and the path that was taken.
const fate = ({ hp, max }) => (hp <= 0 ? "fell on the way" : hp < max / 2 ? "lives, wounded" : "lives");

export default function Ending({ run, onAgain }) {
  const path = run.chapters.filter(({ chose }) => chose);
  return (
    <section className="ending" data-block="ending" aria-label="How it ended">
      <link rel="stylesheet" href="/play_parts.css" precedence="page" />
      <p className="ending-mark" aria-hidden="true">◆</p>
      <h2 className="ending-title"><small>Your ending</small>{run.ending.title}</h2>
      <div className="prose">{run.ending.paragraphs.map((text, at) => <p key={at} data-block="">{text}</p>)}</div>
      <h3>Who came through</h3>
      <ul className="fates">
        {run.party.heroes.map((hero, at) => (
          <li key={at} data-fallen={hero.hp <= 0 || undefined}>
            <strong>{hero.name}</strong>, {hero.className.toLowerCase()}, {fate(hero)}{hero.hp > 0 ? ` with ${hero.hp} of ${hero.max} HP` : ""}.
          </li>
        ))}
      </ul>
      <h3>The path you took</h3>
      <ol className="path">
        {path.map(({ number, title, chose }) => (
          <li key={number}><span className="path-number" aria-hidden="true">{number}</span><span><b>{title}</b><br />{chose}</span></li>
        ))}
      </ol>
      <div className="ending-actions">
        <button type="button" className="next-round focus-ring" onClick={onAgain}>Play again with this party</button>
        <a className="all-rounds focus-ring" href={`/api/scenes/runs/${run.id}/export.md`} download>Keep the story as text</a>
        <a className="all-rounds focus-ring" href={`/api/scenes/runs/${run.id}/export.json`} download>Keep the run as JSON</a>
      </div>
    </section>
  );
}
