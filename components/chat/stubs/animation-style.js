// Web Chat's spinner and typing dots are GIFs inside the script (26 KB gz); ours are drawn by chat.css.
export default function createAnimationStyle() {
  return {};
}
