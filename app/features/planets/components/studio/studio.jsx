// The builder as one uses it: conversation at the left, the planet at the right.

export function Studio({ builder }) {
  if (!builder.planet) return null;
  return (
    <article className="builder">
      <h1>{builder.planet.name}</h1>
      <p>{builder.current_step.prompt}</p>
      <img src={`${builder.preview_url}&width=1280`} alt="" />
    </article>
  );
}
