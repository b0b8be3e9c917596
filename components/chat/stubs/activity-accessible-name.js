// Web Chat knows of one person and one bot, and would have the bot say what another person said.
import useActivityAccessibleName from "webchat-component-source/Transcript/useActivityAccessibleName";

export default function useNameOfSpeaker(activity, body) {
  const [name] = useActivityAccessibleName(activity, body);
  const { otherPerson } = activity;
  return [otherPerson === undefined ? name : name.replace(/^Bot said:/, () => `${otherPerson} said:`)];
}
