// What stands above the question while the planet is being painted; fetched when it is.
import { Link } from "react-router";

/** The planet is with the painter; its answers may still be changed, for the picture after that. */
export default function Painting({ planet, job }) {
  const percent = Math.round(100 * (job.progress ?? 0));
  return (
    <section className="painting" aria-label="It is being painted">
      <link rel="stylesheet" href="/builder_parts.css" precedence="page" />
      <p className="painting-title">{planet.name} is being painted</p>
      <div className="painting-bar" role="progressbar" aria-label="Painting" aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}><i style={{ "--share": percent / 100 }} /></div>
      <p className="field-help">What you change here meanwhile is kept for its next picture.</p>
      <Link className="plain-button painting-watch focus-ring" to={`/planets/${planet.id}`}>Watch it being painted</Link>
    </section>
  );
}
