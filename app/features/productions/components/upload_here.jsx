// Brings one file without leaving the page: a button, its progress, and why it failed if it did.
//
// It goes to `address` in a form with `fields`; `onDone` hears the id of what the answer calls `made`.
import { useRef, useState } from "react";

function send(method, address, file, fields, onProgress) {
  return new Promise((resolve) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
    form.append("file", file);
    const request = new XMLHttpRequest();
    request.open(method, address);
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => resolve({ status: request.status, body: request.response });
    request.onerror = () => resolve({ status: 0, body: null });
    request.send(form);
  });
}

export function UploadHere({ label, accept, address = "/api/uploads", method = "POST", fields = {}, made = "upload", className, errorClass, onDone }) {
  const input = useRef(null);
  const [progress, setProgress] = useState(null);
  const [error, setError] = useState("");
  const bring = async (file) => {
    if (!file) return;
    setError("");
    setProgress(0);
    const { status, body } = await send(method, address, file, fields, setProgress);
    setProgress(null);
    if (status === 201 || status === 200) onDone?.(body[made]?.id ?? 0);
    else setError(body?.error?.message ?? "The file did not arrive. Check the connection and try again.");
  };
  return (
    <div>
      <button type="button" className={className} aria-busy={progress !== null} onClick={() => input.current.click()} disabled={progress !== null}>
        {progress === null ? label : `Uploading, ${Math.round(progress * 100)} %`}
      </button>
      <input
        ref={input} type="file" accept={accept} hidden tabIndex={-1} aria-label={label}
        onChange={(event) => {
          bring(event.target.files[0]);
          event.target.value = "";
        }}
      />
      <p role="alert" className={errorClass}>{error}</p>
    </div>
  );
}
