// Web Chat shows nothing at all for a card that is not valid. A tester needs to see that there was one, and what is wrong with it.
import renderAdaptiveCard from "webchat-source/adaptiveCards/Attachment/private/renderAdaptiveCard";

function noteOf(errors) {
  const note = document.createElement("p");
  note.className = "chat-unsupported";
  note.textContent = `This Adaptive Card cannot be shown: ${errors.map(({ message }) => message).join(" ")}`;
  return note;
}

export default function renderCardOrNote(card, options) {
  const { element, errors } = renderAdaptiveCard(card, options);
  if (!element) return { element: noteOf(errors) };
  for (const link of element.querySelectorAll("a")) link.rel = "noopener noreferrer";
  // Adaptive Cards takes away a picture that does not load; chat-pane.tsx says in its place what was there.
  for (const image of element.querySelectorAll("img.ac-image")) image.onerror = null;
  // A picture that the bot gave no words counts as decoration; without this it is read out as its data.
  for (const image of element.querySelectorAll("img:not([alt])")) image.alt = "";
  return { element };
}
