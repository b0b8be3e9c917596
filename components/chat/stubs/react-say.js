// The chat does not speak: no voice leaves the page and no speech engine is asked.
export function Composer({ children }) {
  return children;
}

export function SayUtterance() {
  return null;
}

export default function Say() {
  return null;
}
