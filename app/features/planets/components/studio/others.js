// What others answer while one looks on: told for a moment, in their name.
import { useEffect, useRef, useState } from "react";
import { said } from "./answers.js";

const TOLD_MS = 7000;

/** `Mira answered “Surface”: Ice`, or the empty text. */
export function useOthers({ builder, script, topicNames }) {
  const [news, setNews] = useState("");
  const known = useRef(builder.revision);
  useEffect(() => {
    const since = known.current;
    known.current = builder.revision;
    const others = new Set((builder.people ?? []).map(({ name }) => name));
    const theirs = Object.entries(builder.changed_by).filter(([, { by, revision }]) => revision > since && others.has(by));
    const [field, { by } = {}] = theirs.at(-1) ?? [];
    const question = script.flatMap(({ fields }) => fields).find(({ id }) => id === field);
    if (!question) return;
    const words = said(question, builder.attributes[field], topicNames);
    setNews(`${by} answered “${question.label}”${words ? `: ${words}` : ""}.`);
  }, [builder.revision]);
  useEffect(() => {
    if (!news) return;
    const old = setTimeout(() => setNews(""), TOLD_MS);
    return () => clearTimeout(old);
  }, [news]);
  return news;
}
