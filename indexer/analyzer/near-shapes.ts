/** Characters that are taken for each other by their shape, a group a word. Folded, so simplified. */
const groups = `
己已巳 末未 土士 拔拨 折拆析 晴睛 清情请 辩辨辫瓣 戍戌戊 赢嬴羸 暑署 博搏膊 治冶 贷货 刺剌 栗粟票 亨享 免兔 鸟乌
今令 住往 徒徙 衷哀衰 侯候 茶荼 杨扬 狠狼很 孤弧狐 师帅 抢抡枪 人入八 大太犬 天夭 千干于 田由甲申 曰日 目自 白百
木本术 王玉主 午牛 力刀 九丸 几凡 风凤 义叉 厂广 历厉 网冈 遗遣 竟竞 仓仑 沧沦 坏环怀 根跟 限恨 即既 却劫 柳抑仰
陪赔倍培 幅福副 偏编遍 喝渴竭 惜错措 植殖值 境镜 消销削 梢稍捎 版板扳 讯汛迅 购构沟 钩钓 均钧 栖牺 洒酒 垦恳 辰唇
裁栽载截 代伐 式试 幻幼 勿匆 忽匆 场扬肠 阵陈 练炼 栋拣 侦贞 圆园 困因囚 要耍 募慕幕墓暮 撤撒 微徽 嘻嘉 壶壹 旱早
旦且 但坦担 俱惧 弦炫 冷泠 玲铃 怜玲 冯玛 驻注 史吏 便使 屁庇 批纰 坡波披 辛幸 季李 孝考 拷烤 睹赌 诸储 捕铺 浦蒲
傅缚 薄簿 闹闲 润阔 炎灸炙 导异 刑形 邢刑 那哪 邱邹 郎朗 胡湖 脑恼 巨臣 拒矩炬 官宫 管菅 宜宣 究穷 密蜜 壮状 庄压
庆厌 迁迂 延廷 建健键 律津 侍待持恃 附府 咐附 复夏 冬各 名各 洛络落 恪格 客容 溶熔榕 俗裕 峰锋烽蜂 缝逢 旋族施 汇江
汗汉 汩汨 泪汨 沐休体 磨摩魔 满瞒 两雨 肉内 纳呐 丹舟 毋母 每毎 海悔 毫亳 享亭 停婷 熟热势 执挚 敌故政 功巧攻 玖致
效郊校 胶较绞 起赵 越趋超 卖买实 素索紧 萧肃 杯坯 捐损 拍柏 材村 林村 技枝 抗杭航 抄秒炒 秘泌 俊峻骏 惟唯维 隐稳
湛堪勘 析祈 蓝篮 澄橙 浙淅 淮准 凌陵 睢雎 荀苟 沮阻 亵袭 茅矛 斥斤 仿彷 堰偃 崇祟 陕峡 歧岐 芜无 妹姝 肓盲 徇殉
`;

const byCharacter = new Map<string, Set<string>>();
for (const group of groups.trim().split(/\s+/)) {
  for (const character of group) {
    const others = byCharacter.get(character) ?? new Set<string>();
    for (const other of group) if (other !== character) others.add(other);
    byCharacter.set(character, others);
  }
}
const lists: ReadonlyMap<string, readonly string[]> = new Map(
  Array.from(byCharacter, ([character, others]) => [character, [...others]]),
);

/** The characters that a folded character is easily taken for by its shape: 己 for 已. Not itself; empty where none are. */
export function nearShapes(character: string): readonly string[] {
  return lists.get(character) ?? [];
}
