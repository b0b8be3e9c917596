// English only: the other 43 languages weigh 130 KB gz and the page around the chat is English too.
import enUS from "webchat-strings/en-US.json";

const strings = { "en-US": enUS };

export default function getAllLocalizedStrings() {
  return strings;
}
