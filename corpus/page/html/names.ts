import { firstUnits } from '../../plain-text.js';

const LABEL =
  /^[(（【[\s]*(?:新闻来源|稿件来源|文章来源|信息来源|本文来源|来源于|来源|稿源|转自|作者|记者|撰文|文|责任编辑|责编|编辑|新聞來源|來源|責任編輯|編輯)\s{0,4}[:：|｜丨︱/]\s{0,4}/;
const TAIL =
  /\s{0,4}(?:[[【](?:关闭|打印|收藏|字体|字号|推荐|返回|大|中|小|我要)[^\]】]{0,12}[\]】]?|官方(?:账号|帐号|微博)|举报|原创稿|查看原文|我要评论|参与互动|订阅|关注|\+)$/;
const PLACE =
  /^(.{2,30}?)\s?[(（]\s?(?:\p{Script=Han}{2,4}|www\.[^)）]{3,40})[)）]?(?:\s?[(（]\p{Script=Han}{2,4}[)）]?)?$/u;
const AROUND = /^[\s|｜丨︱:：;；,，、()（）【】[\]]+|[\s|｜丨︱:：;；,，、/／∕(（【[]+$/g;
const ORGANIZATION =
  /(?:社|报|報|网|網|台|臺|新闻|新聞|周刊|週刊|杂志|雜誌|月刊|在线|線上|客户端|频道|传媒|传播|财经|科技|发布|中心|观察|公众号|公号|委员会|办事处|资讯|卫视|央视|体育|参考消息|消息|頭條|头条|日报|晚报|早报|时报|通讯社|局|部|院|馆|集团|公司|出版社|评论|报道|报导|号)$/;
const SURNAMES =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐' +
  '费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮' +
  '蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴' +
  '陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印' +
  '宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易' +
  '慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公' +
  '趙錢孫吳鄭馮陳衛蔣韓楊許呂張嚴華謝鄒竇蘇範魯韋馬鳳鮑費賀湯羅畢鄔樂時傅齊顧黃蕭談龐紀項藍閔賈婁顏鍾駱萬盧經應單諸鈕龔陸榮儲車寧欒厲劉葉龍黎蘭懷賴喬陰蒼雙聞黨譚貢勞溫莊連習魚廣聶關遊權' +
  '仉亓厍訾郗郤麴鞠阙佘岳帅缑亢况闫鄢涂漆';
const COMPOUND =
  '欧阳|上官|司马|司徒|司空|诸葛|令狐|公孙|申屠|尉迟|鲜于|慕容|东方|皇甫|长孙|宇文|夏侯|端木|呼延|歐陽|司馬|諸葛|公孫|尉遲';
const PERSON = new RegExp(`^(?:[${SURNAMES}]\\p{Script=Han}{1,3}|(?:${COMPOUND})\\p{Script=Han}{1,2})$`, 'u');

/** No name is longer; it bounds what the patterns look at. */
const LONGEST = 300;

/** A name without its label (来源：), the place behind it (`云泽日报(上海)`), buttons and signs around it; maybe empty. */
export function cleanName(text: string): string {
  const bare = firstUnits(text, LONGEST).replace(LABEL, '').replace(TAIL, '').replace(AROUND, '').trim();
  const name = PLACE.exec(bare)?.[1] ?? bare;
  return firstUnits(balanced(name), 200);
}

/** Whether the name sounds like a paper, a site or an office. */
export function isOrganization(name: string): boolean {
  return ORGANIZATION.test(name);
}

/** Whether the name is made of the names of people, 2 to 4 characters each with a Chinese surname. */
export function isPeople(names: string): boolean {
  const parts = names.split(/[\s、,，&和/]+/).filter((part) => part !== '');
  return parts.length > 0 && parts.length <= 8 && parts.every((part) => PERSON.test(part));
}

/** Whether the names are those of people beyond doubt: of four characters a paper's may begin with a surname, too. */
export function isSurelyPeople(names: string): boolean {
  return isPeople(names) && names.split(/[\s、,，&和/]+/).every((name) => name.length <= 3);
}

/** Names as they are kept: one space between them. */
export function joinNames(names: string): string {
  return names
    .split(/[\s、,，&/]+/)
    .filter((part) => part !== '')
    .join(' ');
}

function balanced(name: string): string {
  const opened = /[(（]/.test(name);
  return opened ? name : name.replace(/[)）】\]]+$/, '');
}
