"use client";

/** The last resort, when even the frame around the pages fails: no styles or components to rely on. */
export default function GlobalError({ error }: { error: Error }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: "system-ui, sans-serif", padding: "2rem" }}>
        <title>Error · Turnscope</title>
        <h1>Turnscope stopped working</h1>
        <p>Reload the page. What was said and stored is safe on the server.</p>
        <p role="alert">{error.message}</p>
        <button type="button" onClick={() => window.location.reload()}>
          Reload
        </button>
      </body>
    </html>
  );
}
