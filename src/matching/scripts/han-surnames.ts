/**
 * Chinese surnames as their bearers spell them outside the mainland: Wade-Giles, Cantonese, Hokkien, Teochew and Hakka
 * spellings of Taiwan, Hong Kong, Malaysia and Singapore. Pinyin comes from the tables. In folded characters.
 */
// biome-ignore format: a table reads in rows
export const CHINESE_SURNAMES: Readonly<Record<string, string>> = {
  陈: 'chan tan chin', 林: 'lam lim', 黄: 'wong ng ooi', 李: 'lee', 王: 'wong ong', 张: 'cheung chang teo chong', 刘: 'lau low liew',
  吴: 'ng goh', 蔡: 'tsai choi chua choy', 杨: 'yeung yeoh yong', 许: 'hsu hui koh khor', 郑: 'cheng tay teh', 谢: 'hsieh tse chia cheah',
  郭: 'kuo kwok quek', 洪: 'hung ang', 邱: 'chiu yau khoo', 曾: 'tseng tsang chan', 廖: 'liu liew', 赖: 'lai', 徐: 'hsu tsui chee',
  周: 'chou chow chew', 叶: 'yeh yip yap', 苏: 'so soh', 庄: 'chuang chong chng', 吕: 'lui loo', 江: 'chiang kong', 何: 'ho',
  罗: 'lo law loh', 高: 'kao ko koh', 萧: 'hsiao siu siew seow', 肖: 'hsiao siu', 潘: 'poon phua', 简: 'chien kan', 朱: 'chu choo',
  钟: 'chung cheong', 彭: 'pang', 游: 'yu yau', 詹: 'chan chim', 胡: 'woo wu foo', 施: 'shih sze see', 沈: 'shum sim', 余: 'yu yee',
  赵: 'chao chiu teo', 卢: 'lo loh', 梁: 'leung neo leong', 颜: 'yen gan ngan', 柯: 'ko kwa', 翁: 'yung ang', 魏: 'ngai gooi',
  孙: 'suen soon', 戴: 'tai', 范: 'fan', 方: 'fong png', 宋: 'sung soong', 邓: 'teng tang', 杜: 'tu to toh', 傅: 'foo poh',
  侯: 'how hau', 曹: 'tsao cho', 薛: 'hsueh sit', 丁: 'ting', 卓: 'cho cheuk toh', 阮: 'juan yuen nguyen', 马: 'mah', 董: 'tung',
  温: 'wan oon', 唐: 'tong tng', 蓝: 'lam', 石: 'shih shek', 蒋: 'chiang tseung', 田: 'tien tin', 康: 'hong', 邹: 'tsou chau',
  白: 'pai pak peh', 涂: 'tu to', 尤: 'yu yau', 巫: 'mo', 韩: 'hon', 龚: 'kung', 严: 'yen yim', 袁: 'yuen', 黎: 'lai', 金: 'chin kam',
  童: 'tung', 陆: 'luk loke', 夏: 'hsia ha', 柳: 'lau', 冯: 'fung foong pang', 任: 'jen yam', 莫: 'mok', 关: 'kuan kwan', 谭: 'tam tham',
  甘: 'kam', 伍: 'ng', 骆: 'lok', 古: 'koo', 姚: 'yao yiu', 汪: 'wong', 熊: 'hsiung hung', 毛: 'mo', 史: 'shih see', 顾: 'ku koo',
  孟: 'meng', 秦: 'chin chun', 尹: 'yin wan', 常: 'chang sheung', 武: 'wu mo', 贺: 'ho', 龙: 'lung', 万: 'wan man', 段: 'tuan', 雷: 'lui',
  钱: 'chien chin', 汤: 'tong', 易: 'yi yick', 文: 'man boon', 殷: 'yan', 季: 'chi', 鲁: 'lu lo', 葛: 'ko', 岑: 'shum', 麦: 'mak',
  区: 'au', 霍: 'fok', 崔: 'tsui chui', 邵: 'shao siu', 程: 'cheng ching', 姜: 'chiang keung', 倪: 'ni ngai', 贾: 'chia',
  俞: 'yu', 章: 'chang cheung', 向: 'hsiang heung', 郝: 'hao', 孔: 'kung hung', 容: 'yung', 官: 'kwun', 饶: 'jao', 练: 'lin', 房: 'fong',
  管: 'koon', 连: 'lien', 丘: 'chiu yau khoo', 冼: 'sin', 成: 'sing', 齐: 'chi', 安: 'on', 樊: 'fan', 习: 'hsi', 薄: 'po', 乔: 'chiao kiu',
  谷: 'ku', 耿: 'keng', 尚: 'shang', 聂: 'nieh nip', 焦: 'chiao', 左: 'tso', 申: 'shen', 纪: 'chi kei', 祝: 'chu chuk', 牛: 'niu', 柴: 'chai',
  蒙: 'mung', 包: 'pao bao', 裴: 'pei', 凌: 'ling', 苗: 'miao', 欧: 'au', 池: 'chih', 刁: 'tiu', 杭: 'hang', 费: 'fei', 岳: 'yueh', 庞: 'pong',
  欧阳: 'auyeung auyong', 司徒: 'szeto seto', 司马: 'szema', 诸葛: 'chuko', 上官: 'sheungkwun', 东方: 'tungfang', 皇甫: 'huangfu',
  尉迟: 'yuchi', 公孙: 'kungsun', 慕容: 'muyung', 令狐: 'linghu', 夏侯: 'hsiahou', 端木: 'tuanmu', 南宫: 'nankung', 宇文: 'yuwen',
  长孙: 'changsun',
}

/**
 * Sino-Korean readings of characters common in Korean names: hangul, then its characters. In traditional characters, as
 * they are written in Korea; folded when opened.
 */
// biome-ignore format: a table reads in rows
const HANJA: Readonly<Record<string, string>> = {
  김: '金', 이: '李伊異利彛以梨里二理', 박: '朴博', 최: '崔', 정: '鄭丁程正貞靜政定晶禎廷楨挺珽淨整庭汀精', 강: '姜康强江剛鋼岡', 조: '趙曺朝祖照助',
  윤: '尹允潤胤玧倫', 장: '張章蔣莊長璋', 임: '林任壬', 한: '韓漢翰', 오: '吳五梧', 서: '徐瑞西書舒緖序恕', 신: '申辛愼信新臣伸', 권: '權', 황: '黃',
  안: '安', 송: '宋松頌', 류: '柳劉', 유: '兪庾裕有維唯侑由', 전: '全田錢銓典', 홍: '洪弘泓', 고: '高', 문: '文門', 양: '梁楊洋陽良亮', 손: '孫',
  배: '裵培裴', 백: '白伯', 허: '許', 남: '南男', 심: '沈心', 노: '盧魯', 하: '河夏賀', 곽: '郭', 성: '成星聖誠盛晟性城聲', 차: '車', 주: '朱周柱珠宙州',
  우: '禹雨宇祐佑友右又', 구: '具丘九求球', 나: '羅', 민: '閔敏民旻玟珉', 진: '陳秦眞珍鎭振進晉辰', 지: '池智志芝知至枝之', 엄: '嚴', 채: '蔡采彩', 원: '元源遠媛院',
  천: '千天', 방: '方房邦', 공: '孔公', 현: '玄賢鉉顯炫', 함: '咸', 변: '卞邊', 염: '廉', 여: '呂余如汝', 추: '秋', 도: '都道度燾', 소: '蘇素昭小', 석: '石昔錫碩奭',
  선: '宣善鮮仙先', 설: '薛雪', 마: '馬', 길: '吉', 연: '延淵姸娟蓮', 위: '魏', 표: '表', 명: '明命', 기: '奇基起紀麒璣', 반: '潘', 왕: '王旺', 금: '琴錦今',
  옥: '玉沃', 육: '陸', 인: '印仁寅', 맹: '孟', 제: '諸濟', 모: '牟', 탁: '卓', 국: '國鞠', 어: '魚', 은: '殷恩銀垠', 편: '片', 용: '龍容勇鏞', 예: '芮藝禮睿',
  경: '慶景敬京卿炅', 봉: '奉鳳峯', 사: '史', 부: '夫富', 가: '賈佳', 복: '卜福', 태: '太泰兌', 목: '睦', 형: '邢亨馨衡炯', 계: '桂啓季', 피: '皮', 두: '杜斗', 감: '甘',
  동: '東董棟', 온: '溫', 호: '扈浩虎鎬昊鎬湖豪', 범: '范範', 팽: '彭', 승: '承勝昇丞升', 간: '簡', 상: '相尙祥商', 시: '時始', 갈: '葛', 단: '段丹端', 당: '唐', 화: '和化花華',
  준: '俊準濬埈峻遵', 영: '英永榮泳瑛映寧', 수: '秀洙壽守水樹修', 희: '熙姬喜希', 철: '哲喆鐵澈', 혁: '赫爀', 미: '美', 애: '愛', 순: '順淳舜純',
  자: '子慈', 숙: '淑肅', 란: '蘭', 혜: '惠慧', 근: '根謹槿', 식: '植湜', 규: '圭奎揆', 균: '均', 찬: '燦贊讚', 광: '光廣', 종: '鍾宗種', 중: '重中仲', 대: '大',
  덕: '德', 만: '萬', 무: '武茂', 병: '炳秉丙', 세: '世', 학: '學鶴', 훈: '勳訓薰', 일: '一日逸', 재: '在載宰才', 청: '淸', 춘: '春', 필: '弼', 해: '海',
  헌: '憲', 환: '煥桓', 효: '孝曉', 흥: '興', 건: '建健', 관: '寬冠', 교: '敎', 락: '樂', 래: '來', 련: '連', 렬: '烈', 령: '玲', 록: '錄', 률: '律', 묵: '默',
  빈: '彬', 삼: '三', 섭: '燮', 솔: '率', 실: '實', 아: '雅娥', 완: '完', 욱: '旭昱', 운: '雲', 웅: '雄', 월: '月', 의: '義毅', 익: '益翼', 창: '昌昶',
  충: '忠', 택: '澤', 평: '平', 풍: '豊', 협: '協', 후: '厚', 휘: '輝', 회: '會',
}

export const KOREAN_READINGS: readonly (readonly [character: string, hangul: string])[] = Object.entries(
  HANJA,
).flatMap(([hangul, characters]) => [...characters].map((character) => [character, hangul] as const))
