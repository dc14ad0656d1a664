// Every word of the page itself, in English and Chinese. What the bot says is never translated here.

const EN = {
  skip: "Skip to the message box", sample: "Fictional sample team", playground: "Playground", payloads: "Payloads", menu: "Channels and people",
  channels: "Channels", direct: "Direct messages", people: "You are", peopleHint: "Made-up people. Switch to see what each of them sees.",
  language: "Language", app: "APP", you: "you", shared: "Shared with another company", private: "Only visible to you",
  message: "Message {where}", send: "Send", sendHint: "Enter sends, Shift+Enter starts a new line", mention: "Mention someone", command: "Slash command",
  suggestions: "Questions to try", welcome: "This is the start of {where}", welcomeDirect: "Just you and {bot}", tryOne: "Try one of these, or type what a buyer said to you.",
  tryChannel: "Mention @{bot} or use {command}. Answers to a mention are for everyone here.", tryDirect: "Type a message: no mention is needed here.",
  replies: "{n} replies", reply: "1 reply", viewThread: "View thread", thread: "Thread", replyInThread: "Reply in thread", replyBox: "Reply…",
  close: "Close", cancel: "Cancel", submit: "Submit", more: "More actions", copy: "Copy text", copied: "Copied", remove: "Delete message", edited: "(edited)",
  thinking: "{bot} is working…", status: "{bot} {status}", today: "Today", choose: "Choose", optional: "optional", home: "Home", messagesTab: "Messages",
  required: "Please fill this in.", trouble: "The bot did not answer. Nothing was sent; try again.", unsupported: "This page cannot show a block of the kind “{kind}”.",
  unreachable: "The bot does not answer. Check that it is running; Payloads shows what was sent to it.", lost: "The connection to this page's server is lost. Trying again…",
  payloadsTitle: "What goes to and fro", payloadsHint: "Each request sent to the bot and each Web API call it made, newest first.", payloadsEmpty: "Nothing yet. Say something.",
  toBot: "to the bot", fromBot: "from the bot", request: "Request", answer: "Answer", noAnswer: "no answer", attempt: "attempt {n}", refused: "refused",
  commandsHead: "Commands", peopleHead: "People and apps", members: "{n} members", more_text: "Show more", less_text: "Show less", sure: "Are you sure?", image: "Image: {alt}",
  unknown_command: "There is no such command here.", not_in_channel: "You are not in this channel.", no_message: "This message is not there any more.",
  no_view: "This form is not open any more.", no_control: "This button is not there any more.", no_thread: "This thread is not there any more.",
  empty: "Type something first.", private_message: "A private message has no shortcuts.", bad_request: "That could not be read.", failed: "That did not work. Please try again.",
  not_yours: "Only its author may do that.", wrong_errors: "The bot named a field that is not in the form.", http_timeout: "The bot took longer than 3 seconds.",
  http_error: "The bot answered with an error.", connection_failed: "The bot cannot be reached.",
};

const ZH = {
  skip: "跳到输入框", sample: "虚构的示例团队", playground: "体验空间", payloads: "数据往来", menu: "频道与成员",
  channels: "频道", direct: "私信", people: "当前身份", peopleHint: "人物均为虚构。切换身份，看看各自能看到什么。",
  language: "语言", app: "应用", you: "你", shared: "与外部公司共享", private: "仅你可见",
  message: "发消息到 {where}", send: "发送", sendHint: "回车发送，Shift+回车换行", mention: "提及某人", command: "斜杠命令",
  suggestions: "可以试试的问题", welcome: "这里是 {where} 的开头", welcomeDirect: "只有你和 {bot}", tryOne: "试试下面的问题，或输入买家对你说的话。",
  tryChannel: "提及 @{bot} 或使用 {command}。对提及的回答，频道里的人都能看到。", tryDirect: "直接输入即可，不需要提及。",
  replies: "{n} 条回复", reply: "1 条回复", viewThread: "查看消息列", thread: "消息列", replyInThread: "在消息列中回复", replyBox: "回复…",
  close: "关闭", cancel: "取消", submit: "提交", more: "更多操作", copy: "复制文字", copied: "已复制", remove: "删除消息", edited: "（已编辑）",
  thinking: "{bot} 正在处理…", status: "{bot}：{status}", today: "今天", choose: "请选择", optional: "选填", home: "主页", messagesTab: "消息",
  required: "请填写此项。", trouble: "机器人没有回应，内容未提交，请再试一次。", unsupported: "此页面无法显示“{kind}”类型的内容块。",
  unreachable: "机器人没有回应。请确认它正在运行；“数据往来”里能看到发给它的内容。", lost: "与本页服务器的连接已断开，正在重试…",
  payloadsTitle: "来往数据", payloadsHint: "发给机器人的每个请求，以及它的每次 Web API 调用，最新的在上面。", payloadsEmpty: "还没有内容。先说点什么吧。",
  toBot: "发给机器人", fromBot: "来自机器人", request: "请求", answer: "回应", noAnswer: "没有回应", attempt: "第 {n} 次", refused: "被拒绝",
  commandsHead: "命令", peopleHead: "成员与应用", members: "{n} 位成员", more_text: "展开", less_text: "收起", sure: "确定吗？", image: "图片：{alt}",
  unknown_command: "这里没有这个命令。", not_in_channel: "你不在这个频道里。", no_message: "这条消息已经不在了。",
  no_view: "这个表单已经关闭。", no_control: "这个按钮已经不在了。", no_thread: "这个消息列已经不在了。",
  empty: "请先输入内容。", private_message: "仅你可见的消息没有快捷操作。", bad_request: "内容无法读取。", failed: "没有成功，请再试一次。",
  not_yours: "只有作者本人可以这样做。", wrong_errors: "机器人指出的字段不在表单里。", http_timeout: "机器人超过 3 秒没有回应。",
  http_error: "机器人返回了错误。", connection_failed: "无法连接机器人。",
};

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

export function clockTime(ts) {
  return new Date(Number(ts) * 1000).toLocaleTimeString(language === "zh" ? "zh-CN" : "en-GB", { hour: "2-digit", minute: "2-digit" });
}
