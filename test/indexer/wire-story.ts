/** A wire story as it went out, for tests of copies. */
export const wireStory: string =
  '云泽市防汛指挥部介绍，受上游强降雨影响，澜江云泽站18日8时水位涨至21.36米，超过警戒水位0.36米，预计未来两天还将上涨。' +
  '全市已转移低洼地带居民4312人，开放安置点27处。市防汛指挥部副指挥长濮阳骞说，沿江14座闸站全部有人值守，' +
  '物资三天内备足。气象部门预计，19日夜间起雨势减弱，市民近期不要到江滩游玩。';

/** The same story as others have it. */
export const copies: Readonly<Record<'led' | 'edited', string>> = {
  led: `本报综合消息，汛情牵动人心。${wireStory}`,
  edited: `${wireStory.replace('介绍', '通报').replace('物资三天内备足', '物资将在三天内备足')}（编辑：闻人澈）`,
};
