// The language of the page, and its words in it.

import { EN } from "./words_en.js";
import { ZH } from "./words_zh.js";

let language = "en";

export function setLanguage(wanted) {
  language = wanted === "zh" ? "zh" : "en";
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
}

export const currentLanguage = () => language;

export function word(key, parts) {
  const text = (language === "zh" ? ZH : EN)[key] || EN[key] || EN.failed;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (parts && name in parts ? parts[name] : whole));
}

// Pairs that come from the server are [English, Chinese].
export const pick = (pair) => (pair ? pair[language === "zh" ? 1 : 0] || pair[0] : "");
