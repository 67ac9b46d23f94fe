// Who else is here, and at which step; fetched when somebody is.
export default function People({ people }) {
  return (
    <>
      <button type="button" className="people-here focus-ring" popoverTarget="builder-people">
        {people.length + 1} people<span className="people-word"> here</span>
      </button>
      <div id="builder-people" popover="auto" className="floating bar-panel">
        <ul className="people-list">
          <li><b>You</b></li>
          {people.map(({ name, step }) => <li key={name}><b>{name}</b>{step ? <span>{step}</span> : null}</li>)}
        </ul>
      </div>
    </>
  );
}
