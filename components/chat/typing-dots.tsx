export function TypingDots() {
  return (
    <span className="chat-typing" role="img" aria-label="The bot is typing">
      <i />
      <i />
      <i />
    </span>
  );
}
