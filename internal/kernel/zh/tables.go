// Code generated from the Unicode Character Database 14.0.0 (canonical
// decompositions). DO NOT EDIT.

package zh

// kangxi holds the ideographs that the 214 Kangxi radicals U+2F00..U+2FD5 stand
// for: text copied from PDF files often carries the radical instead.
const kangxi = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠"

// compatible maps CJK compatibility ideographs to the unified ideographs that
// NFC gives: pairs of from and to.
const compatible = "" +
	"\uf900豈\uf901更\uf902車\uf903賈\uf904滑\uf905串\uf906句\uf907龜\uf908龜\uf909契\uf90a金\uf90b喇\uf90c奈\uf90d懶\uf90e癩\uf90f羅" +
	"\uf910蘿\uf911螺\uf912裸\uf913邏\uf914樂\uf915洛\uf916烙\uf917珞\uf918落\uf919酪\uf91a駱\uf91b亂\uf91c卵\uf91d欄\uf91e爛\uf91f蘭" +
	"\uf920鸞\uf921嵐\uf922濫\uf923藍\uf924襤\uf925拉\uf926臘\uf927蠟\uf928廊\uf929朗\uf92a浪\uf92b狼\uf92c郎\uf92d來\uf92e冷\uf92f勞" +
	"\uf930擄\uf931櫓\uf932爐\uf933盧\uf934老\uf935蘆\uf936虜\uf937路\uf938露\uf939魯\uf93a鷺\uf93b碌\uf93c祿\uf93d綠\uf93e菉\uf93f錄" +
	"\uf940鹿\uf941論\uf942壟\uf943弄\uf944籠\uf945聾\uf946牢\uf947磊\uf948賂\uf949雷\uf94a壘\uf94b屢\uf94c樓\uf94d淚\uf94e漏\uf94f累" +
	"\uf950縷\uf951陋\uf952勒\uf953肋\uf954凜\uf955凌\uf956稜\uf957綾\uf958菱\uf959陵\uf95a讀\uf95b拏\uf95c樂\uf95d諾\uf95e丹\uf95f寧" +
	"\uf960怒\uf961率\uf962異\uf963北\uf964磻\uf965便\uf966復\uf967不\uf968泌\uf969數\uf96a索\uf96b參\uf96c塞\uf96d省\uf96e葉\uf96f說" +
	"\uf970殺\uf971辰\uf972沈\uf973拾\uf974若\uf975掠\uf976略\uf977亮\uf978兩\uf979凉\uf97a梁\uf97b糧\uf97c良\uf97d諒\uf97e量\uf97f勵" +
	"\uf980呂\uf981女\uf982廬\uf983旅\uf984濾\uf985礪\uf986閭\uf987驪\uf988麗\uf989黎\uf98a力\uf98b曆\uf98c歷\uf98d轢\uf98e年\uf98f憐" +
	"\uf990戀\uf991撚\uf992漣\uf993煉\uf994璉\uf995秊\uf996練\uf997聯\uf998輦\uf999蓮\uf99a連\uf99b鍊\uf99c列\uf99d劣\uf99e咽\uf99f烈" +
	"\uf9a0裂\uf9a1說\uf9a2廉\uf9a3念\uf9a4捻\uf9a5殮\uf9a6簾\uf9a7獵\uf9a8令\uf9a9囹\uf9aa寧\uf9ab嶺\uf9ac怜\uf9ad玲\uf9ae瑩\uf9af羚" +
	"\uf9b0聆\uf9b1鈴\uf9b2零\uf9b3靈\uf9b4領\uf9b5例\uf9b6禮\uf9b7醴\uf9b8隸\uf9b9惡\uf9ba了\uf9bb僚\uf9bc寮\uf9bd尿\uf9be料\uf9bf樂" +
	"\uf9c0燎\uf9c1療\uf9c2蓼\uf9c3遼\uf9c4龍\uf9c5暈\uf9c6阮\uf9c7劉\uf9c8杻\uf9c9柳\uf9ca流\uf9cb溜\uf9cc琉\uf9cd留\uf9ce硫\uf9cf紐" +
	"\uf9d0類\uf9d1六\uf9d2戮\uf9d3陸\uf9d4倫\uf9d5崙\uf9d6淪\uf9d7輪\uf9d8律\uf9d9慄\uf9da栗\uf9db率\uf9dc隆\uf9dd利\uf9de吏\uf9df履" +
	"\uf9e0易\uf9e1李\uf9e2梨\uf9e3泥\uf9e4理\uf9e5痢\uf9e6罹\uf9e7裏\uf9e8裡\uf9e9里\uf9ea離\uf9eb匿\uf9ec溺\uf9ed吝\uf9ee燐\uf9ef璘" +
	"\uf9f0藺\uf9f1隣\uf9f2鱗\uf9f3麟\uf9f4林\uf9f5淋\uf9f6臨\uf9f7立\uf9f8笠\uf9f9粒\uf9fa狀\uf9fb炙\uf9fc識\uf9fd什\uf9fe茶\uf9ff刺" +
	"\ufa00切\ufa01度\ufa02拓\ufa03糖\ufa04宅\ufa05洞\ufa06暴\ufa07輻\ufa08行\ufa09降\ufa0a見\ufa0b廓\ufa0c兀\ufa0d嗀\ufa10塚\ufa12晴" +
	"\ufa15凞\ufa16猪\ufa17益\ufa18礼\ufa19神\ufa1a祥\ufa1b福\ufa1c靖\ufa1d精\ufa1e羽\ufa20蘒\ufa22諸\ufa25逸\ufa26都\ufa2a飯\ufa2b飼" +
	"\ufa2c館\ufa2d鶴\ufa2e郞\ufa2f隷\ufa30侮\ufa31僧\ufa32免\ufa33勉\ufa34勤\ufa35卑\ufa36喝\ufa37嘆\ufa38器\ufa39塀\ufa3a墨\ufa3b層" +
	"\ufa3c屮\ufa3d悔\ufa3e慨\ufa3f憎\ufa40懲\ufa41敏\ufa42既\ufa43暑\ufa44梅\ufa45海\ufa46渚\ufa47漢\ufa48煮\ufa49爫\ufa4a琢\ufa4b碑" +
	"\ufa4c社\ufa4d祉\ufa4e祈\ufa4f祐\ufa50祖\ufa51祝\ufa52禍\ufa53禎\ufa54穀\ufa55突\ufa56節\ufa57練\ufa58縉\ufa59繁\ufa5a署\ufa5b者" +
	"\ufa5c臭\ufa5d艹\ufa5e艹\ufa5f著\ufa60褐\ufa61視\ufa62謁\ufa63謹\ufa64賓\ufa65贈\ufa66辶\ufa67逸\ufa68難\ufa69響\ufa6a頻\ufa6b恵" +
	"\ufa6c𤋮\ufa6d舘\ufa70並\ufa71况\ufa72全\ufa73侀\ufa74充\ufa75冀\ufa76勇\ufa77勺\ufa78喝\ufa79啕\ufa7a喙\ufa7b嗢\ufa7c塚\ufa7d墳" +
	"\ufa7e奄\ufa7f奔\ufa80婢\ufa81嬨\ufa82廒\ufa83廙\ufa84彩\ufa85徭\ufa86惘\ufa87慎\ufa88愈\ufa89憎\ufa8a慠\ufa8b懲\ufa8c戴\ufa8d揄" +
	"\ufa8e搜\ufa8f摒\ufa90敖\ufa91晴\ufa92朗\ufa93望\ufa94杖\ufa95歹\ufa96殺\ufa97流\ufa98滛\ufa99滋\ufa9a漢\ufa9b瀞\ufa9c煮\ufa9d瞧" +
	"\ufa9e爵\ufa9f犯\ufaa0猪\ufaa1瑱\ufaa2甆\ufaa3画\ufaa4瘝\ufaa5瘟\ufaa6益\ufaa7盛\ufaa8直\ufaa9睊\ufaaa着\ufaab磌\ufaac窱\ufaad節" +
	"\ufaae类\ufaaf絛\ufab0練\ufab1缾\ufab2者\ufab3荒\ufab4華\ufab5蝹\ufab6襁\ufab7覆\ufab8視\ufab9調\ufaba諸\ufabb請\ufabc謁\ufabd諾" +
	"\ufabe諭\ufabf謹\ufac0變\ufac1贈\ufac2輸\ufac3遲\ufac4醙\ufac5鉶\ufac6陼\ufac7難\ufac8靖\ufac9韛\ufaca響\ufacb頋\ufacc頻\ufacd鬒" +
	"\uface龜\ufacf𢡊\ufad0𢡄\ufad1𣏕\ufad2㮝\ufad3䀘\ufad4䀹\ufad5𥉉\ufad6𥳐\ufad7𧻓\ufad8齃\ufad9龎\U0002f800丽\U0002f801丸\U0002f802乁\U0002f803𠄢" +
	"\U0002f804你\U0002f805侮\U0002f806侻\U0002f807倂\U0002f808偺\U0002f809備\U0002f80a僧\U0002f80b像\U0002f80c㒞\U0002f80d𠘺\U0002f80e免\U0002f80f兔\U0002f810兤\U0002f811具\U0002f812𠔜\U0002f813㒹" +
	"\U0002f814內\U0002f815再\U0002f816𠕋\U0002f817冗\U0002f818冤\U0002f819仌\U0002f81a冬\U0002f81b况\U0002f81c𩇟\U0002f81d凵\U0002f81e刃\U0002f81f㓟\U0002f820刻\U0002f821剆\U0002f822割\U0002f823剷" +
	"\U0002f824㔕\U0002f825勇\U0002f826勉\U0002f827勤\U0002f828勺\U0002f829包\U0002f82a匆\U0002f82b北\U0002f82c卉\U0002f82d卑\U0002f82e博\U0002f82f即\U0002f830卽\U0002f831卿\U0002f832卿\U0002f833卿" +
	"\U0002f834𠨬\U0002f835灰\U0002f836及\U0002f837叟\U0002f838𠭣\U0002f839叫\U0002f83a叱\U0002f83b吆\U0002f83c咞\U0002f83d吸\U0002f83e呈\U0002f83f周\U0002f840咢\U0002f841哶\U0002f842唐\U0002f843啓" +
	"\U0002f844啣\U0002f845善\U0002f846善\U0002f847喙\U0002f848喫\U0002f849喳\U0002f84a嗂\U0002f84b圖\U0002f84c嘆\U0002f84d圗\U0002f84e噑\U0002f84f噴\U0002f850切\U0002f851壮\U0002f852城\U0002f853埴" +
	"\U0002f854堍\U0002f855型\U0002f856堲\U0002f857報\U0002f858墬\U0002f859𡓤\U0002f85a売\U0002f85b壷\U0002f85c夆\U0002f85d多\U0002f85e夢\U0002f85f奢\U0002f860𡚨\U0002f861𡛪\U0002f862姬\U0002f863娛" +
	"\U0002f864娧\U0002f865姘\U0002f866婦\U0002f867㛮\U0002f868㛼\U0002f869嬈\U0002f86a嬾\U0002f86b嬾\U0002f86c𡧈\U0002f86d寃\U0002f86e寘\U0002f86f寧\U0002f870寳\U0002f871𡬘\U0002f872寿\U0002f873将" +
	"\U0002f874当\U0002f875尢\U0002f876㞁\U0002f877屠\U0002f878屮\U0002f879峀\U0002f87a岍\U0002f87b𡷤\U0002f87c嵃\U0002f87d𡷦\U0002f87e嵮\U0002f87f嵫\U0002f880嵼\U0002f881巡\U0002f882巢\U0002f883㠯" +
	"\U0002f884巽\U0002f885帨\U0002f886帽\U0002f887幩\U0002f888㡢\U0002f889𢆃\U0002f88a㡼\U0002f88b庰\U0002f88c庳\U0002f88d庶\U0002f88e廊\U0002f88f𪎒\U0002f890廾\U0002f891𢌱\U0002f892𢌱\U0002f893舁" +
	"\U0002f894弢\U0002f895弢\U0002f896㣇\U0002f897𣊸\U0002f898𦇚\U0002f899形\U0002f89a彫\U0002f89b㣣\U0002f89c徚\U0002f89d忍\U0002f89e志\U0002f89f忹\U0002f8a0悁\U0002f8a1㤺\U0002f8a2㤜\U0002f8a3悔" +
	"\U0002f8a4𢛔\U0002f8a5惇\U0002f8a6慈\U0002f8a7慌\U0002f8a8慎\U0002f8a9慌\U0002f8aa慺\U0002f8ab憎\U0002f8ac憲\U0002f8ad憤\U0002f8ae憯\U0002f8af懞\U0002f8b0懲\U0002f8b1懶\U0002f8b2成\U0002f8b3戛" +
	"\U0002f8b4扝\U0002f8b5抱\U0002f8b6拔\U0002f8b7捐\U0002f8b8𢬌\U0002f8b9挽\U0002f8ba拼\U0002f8bb捨\U0002f8bc掃\U0002f8bd揤\U0002f8be𢯱\U0002f8bf搢\U0002f8c0揅\U0002f8c1掩\U0002f8c2㨮\U0002f8c3摩" +
	"\U0002f8c4摾\U0002f8c5撝\U0002f8c6摷\U0002f8c7㩬\U0002f8c8敏\U0002f8c9敬\U0002f8ca𣀊\U0002f8cb旣\U0002f8cc書\U0002f8cd晉\U0002f8ce㬙\U0002f8cf暑\U0002f8d0㬈\U0002f8d1㫤\U0002f8d2冒\U0002f8d3冕" +
	"\U0002f8d4最\U0002f8d5暜\U0002f8d6肭\U0002f8d7䏙\U0002f8d8朗\U0002f8d9望\U0002f8da朡\U0002f8db杞\U0002f8dc杓\U0002f8dd𣏃\U0002f8de㭉\U0002f8df柺\U0002f8e0枅\U0002f8e1桒\U0002f8e2梅\U0002f8e3𣑭" +
	"\U0002f8e4梎\U0002f8e5栟\U0002f8e6椔\U0002f8e7㮝\U0002f8e8楂\U0002f8e9榣\U0002f8ea槪\U0002f8eb檨\U0002f8ec𣚣\U0002f8ed櫛\U0002f8ee㰘\U0002f8ef次\U0002f8f0𣢧\U0002f8f1歔\U0002f8f2㱎\U0002f8f3歲" +
	"\U0002f8f4殟\U0002f8f5殺\U0002f8f6殻\U0002f8f7𣪍\U0002f8f8𡴋\U0002f8f9𣫺\U0002f8fa汎\U0002f8fb𣲼\U0002f8fc沿\U0002f8fd泍\U0002f8fe汧\U0002f8ff洖\U0002f900派\U0002f901海\U0002f902流\U0002f903浩" +
	"\U0002f904浸\U0002f905涅\U0002f906𣴞\U0002f907洴\U0002f908港\U0002f909湮\U0002f90a㴳\U0002f90b滋\U0002f90c滇\U0002f90d𣻑\U0002f90e淹\U0002f90f潮\U0002f910𣽞\U0002f911𣾎\U0002f912濆\U0002f913瀹" +
	"\U0002f914瀞\U0002f915瀛\U0002f916㶖\U0002f917灊\U0002f918災\U0002f919灷\U0002f91a炭\U0002f91b𠔥\U0002f91c煅\U0002f91d𤉣\U0002f91e熜\U0002f91f𤎫\U0002f920爨\U0002f921爵\U0002f922牐\U0002f923𤘈" +
	"\U0002f924犀\U0002f925犕\U0002f926𤜵\U0002f927𤠔\U0002f928獺\U0002f929王\U0002f92a㺬\U0002f92b玥\U0002f92c㺸\U0002f92d㺸\U0002f92e瑇\U0002f92f瑜\U0002f930瑱\U0002f931璅\U0002f932瓊\U0002f933㼛" +
	"\U0002f934甤\U0002f935𤰶\U0002f936甾\U0002f937𤲒\U0002f938異\U0002f939𢆟\U0002f93a瘐\U0002f93b𤾡\U0002f93c𤾸\U0002f93d𥁄\U0002f93e㿼\U0002f93f䀈\U0002f940直\U0002f941𥃳\U0002f942𥃲\U0002f943𥄙" +
	"\U0002f944𥄳\U0002f945眞\U0002f946真\U0002f947真\U0002f948睊\U0002f949䀹\U0002f94a瞋\U0002f94b䁆\U0002f94c䂖\U0002f94d𥐝\U0002f94e硎\U0002f94f碌\U0002f950磌\U0002f951䃣\U0002f952𥘦\U0002f953祖" +
	"\U0002f954𥚚\U0002f955𥛅\U0002f956福\U0002f957秫\U0002f958䄯\U0002f959穀\U0002f95a穊\U0002f95b穏\U0002f95c𥥼\U0002f95d𥪧\U0002f95e𥪧\U0002f95f竮\U0002f960䈂\U0002f961𥮫\U0002f962篆\U0002f963築" +
	"\U0002f964䈧\U0002f965𥲀\U0002f966糒\U0002f967䊠\U0002f968糨\U0002f969糣\U0002f96a紀\U0002f96b𥾆\U0002f96c絣\U0002f96d䌁\U0002f96e緇\U0002f96f縂\U0002f970繅\U0002f971䌴\U0002f972𦈨\U0002f973𦉇" +
	"\U0002f974䍙\U0002f975𦋙\U0002f976罺\U0002f977𦌾\U0002f978羕\U0002f979翺\U0002f97a者\U0002f97b𦓚\U0002f97c𦔣\U0002f97d聠\U0002f97e𦖨\U0002f97f聰\U0002f980𣍟\U0002f981䏕\U0002f982育\U0002f983脃" +
	"\U0002f984䐋\U0002f985脾\U0002f986媵\U0002f987𦞧\U0002f988𦞵\U0002f989𣎓\U0002f98a𣎜\U0002f98b舁\U0002f98c舄\U0002f98d辞\U0002f98e䑫\U0002f98f芑\U0002f990芋\U0002f991芝\U0002f992劳\U0002f993花" +
	"\U0002f994芳\U0002f995芽\U0002f996苦\U0002f997𦬼\U0002f998若\U0002f999茝\U0002f99a荣\U0002f99b莭\U0002f99c茣\U0002f99d莽\U0002f99e菧\U0002f99f著\U0002f9a0荓\U0002f9a1菊\U0002f9a2菌\U0002f9a3菜" +
	"\U0002f9a4𦰶\U0002f9a5𦵫\U0002f9a6𦳕\U0002f9a7䔫\U0002f9a8蓱\U0002f9a9蓳\U0002f9aa蔖\U0002f9ab𧏊\U0002f9ac蕤\U0002f9ad𦼬\U0002f9ae䕝\U0002f9af䕡\U0002f9b0𦾱\U0002f9b1𧃒\U0002f9b2䕫\U0002f9b3虐" +
	"\U0002f9b4虜\U0002f9b5虧\U0002f9b6虩\U0002f9b7蚩\U0002f9b8蚈\U0002f9b9蜎\U0002f9ba蛢\U0002f9bb蝹\U0002f9bc蜨\U0002f9bd蝫\U0002f9be螆\U0002f9bf䗗\U0002f9c0蟡\U0002f9c1蠁\U0002f9c2䗹\U0002f9c3衠" +
	"\U0002f9c4衣\U0002f9c5𧙧\U0002f9c6裗\U0002f9c7裞\U0002f9c8䘵\U0002f9c9裺\U0002f9ca㒻\U0002f9cb𧢮\U0002f9cc𧥦\U0002f9cd䚾\U0002f9ce䛇\U0002f9cf誠\U0002f9d0諭\U0002f9d1變\U0002f9d2豕\U0002f9d3𧲨" +
	"\U0002f9d4貫\U0002f9d5賁\U0002f9d6贛\U0002f9d7起\U0002f9d8𧼯\U0002f9d9𠠄\U0002f9da跋\U0002f9db趼\U0002f9dc跰\U0002f9dd𠣞\U0002f9de軔\U0002f9df輸\U0002f9e0𨗒\U0002f9e1𨗭\U0002f9e2邔\U0002f9e3郱" +
	"\U0002f9e4鄑\U0002f9e5𨜮\U0002f9e6鄛\U0002f9e7鈸\U0002f9e8鋗\U0002f9e9鋘\U0002f9ea鉼\U0002f9eb鏹\U0002f9ec鐕\U0002f9ed𨯺\U0002f9ee開\U0002f9ef䦕\U0002f9f0閷\U0002f9f1𨵷\U0002f9f2䧦\U0002f9f3雃" +
	"\U0002f9f4嶲\U0002f9f5霣\U0002f9f6𩅅\U0002f9f7𩈚\U0002f9f8䩮\U0002f9f9䩶\U0002f9fa韠\U0002f9fb𩐊\U0002f9fc䪲\U0002f9fd𩒖\U0002f9fe頋\U0002f9ff頋\U0002fa00頩\U0002fa01𩖶\U0002fa02飢\U0002fa03䬳" +
	"\U0002fa04餩\U0002fa05馧\U0002fa06駂\U0002fa07駾\U0002fa08䯎\U0002fa09𩬰\U0002fa0a鬒\U0002fa0b鱀\U0002fa0c鳽\U0002fa0d䳎\U0002fa0e䳭\U0002fa0f鵧\U0002fa10𪃎\U0002fa11䳸\U0002fa12𪄅\U0002fa13𪈎" +
	"\U0002fa14𪊑\U0002fa15麻\U0002fa16䵖\U0002fa17黹\U0002fa18黾\U0002fa19鼅\U0002fa1a鼏\U0002fa1b鼖\U0002fa1c鼻\U0002fa1d𪘀"

// composed maps a Latin letter and a combining mark to one character: triples of
// letter, mark and result.
const composed = "" +
	"A\u0300ÀA\u0301ÁA\u0302ÂA\u0303ÃA\u0308ÄA\u030aÅC\u0327ÇE\u0300ÈE\u0301ÉE\u0302ÊE\u0308ËI\u0300ÌI\u0301ÍI\u0302ÎI\u0308ÏN\u0303Ñ" +
	"O\u0300ÒO\u0301ÓO\u0302ÔO\u0303ÕO\u0308ÖU\u0300ÙU\u0301ÚU\u0302ÛU\u0308ÜY\u0301Ýa\u0300àa\u0301áa\u0302âa\u0303ãa\u0308äa\u030aå" +
	"c\u0327çe\u0300èe\u0301ée\u0302êe\u0308ëi\u0300ìi\u0301íi\u0302îi\u0308ïn\u0303ño\u0300òo\u0301óo\u0302ôo\u0303õo\u0308öu\u0300ù" +
	"u\u0301úu\u0302ûu\u0308üy\u0301ýy\u0308ÿA\u0304Āa\u0304āA\u0306Ăa\u0306ăA\u0328Ąa\u0328ąC\u0301Ćc\u0301ćC\u0302Ĉc\u0302ĉC\u0307Ċ" +
	"c\u0307ċC\u030cČc\u030cčD\u030cĎd\u030cďE\u0304Ēe\u0304ēE\u0306Ĕe\u0306ĕE\u0307Ėe\u0307ėE\u0328Ęe\u0328ęE\u030cĚe\u030cěG\u0302Ĝ" +
	"g\u0302ĝG\u0306Ğg\u0306ğG\u0307Ġg\u0307ġG\u0327Ģg\u0327ģH\u0302Ĥh\u0302ĥI\u0303Ĩi\u0303ĩI\u0304Īi\u0304īI\u0306Ĭi\u0306ĭI\u0328Į" +
	"i\u0328įI\u0307İJ\u0302Ĵj\u0302ĵK\u0327Ķk\u0327ķL\u0301Ĺl\u0301ĺL\u0327Ļl\u0327ļL\u030cĽl\u030cľN\u0301Ńn\u0301ńN\u0327Ņn\u0327ņ" +
	"N\u030cŇn\u030cňO\u0304Ōo\u0304ōO\u0306Ŏo\u0306ŏO\u030bŐo\u030bőR\u0301Ŕr\u0301ŕR\u0327Ŗr\u0327ŗR\u030cŘr\u030cřS\u0301Śs\u0301ś" +
	"S\u0302Ŝs\u0302ŝS\u0327Şs\u0327şS\u030cŠs\u030cšT\u0327Ţt\u0327ţT\u030cŤt\u030cťU\u0303Ũu\u0303ũU\u0304Ūu\u0304ūU\u0306Ŭu\u0306ŭ" +
	"U\u030aŮu\u030aůU\u030bŰu\u030bűU\u0328Ųu\u0328ųW\u0302Ŵw\u0302ŵY\u0302Ŷy\u0302ŷY\u0308ŸZ\u0301Źz\u0301źZ\u0307Żz\u0307żZ\u030cŽ" +
	"z\u030cžO\u031bƠo\u031bơU\u031bƯu\u031bưA\u030cǍa\u030cǎI\u030cǏi\u030cǐO\u030cǑo\u030cǒU\u030cǓu\u030cǔÜ\u0304Ǖü\u0304ǖÜ\u0301Ǘ" +
	"ü\u0301ǘÜ\u030cǙü\u030cǚÜ\u0300Ǜü\u0300ǜÄ\u0304Ǟä\u0304ǟȦ\u0304Ǡȧ\u0304ǡÆ\u0304Ǣæ\u0304ǣG\u030cǦg\u030cǧK\u030cǨk\u030cǩO\u0328Ǫ" +
	"o\u0328ǫǪ\u0304Ǭǫ\u0304ǭƷ\u030cǮʒ\u030cǯj\u030cǰG\u0301Ǵg\u0301ǵN\u0300Ǹn\u0300ǹÅ\u0301Ǻå\u0301ǻÆ\u0301Ǽæ\u0301ǽØ\u0301Ǿø\u0301ǿ" +
	"A\u030fȀa\u030fȁA\u0311Ȃa\u0311ȃE\u030fȄe\u030fȅE\u0311Ȇe\u0311ȇI\u030fȈi\u030fȉI\u0311Ȋi\u0311ȋO\u030fȌo\u030fȍO\u0311Ȏo\u0311ȏ" +
	"R\u030fȐr\u030fȑR\u0311Ȓr\u0311ȓU\u030fȔu\u030fȕU\u0311Ȗu\u0311ȗS\u0326Șs\u0326șT\u0326Țt\u0326țH\u030cȞh\u030cȟA\u0307Ȧa\u0307ȧ" +
	"E\u0327Ȩe\u0327ȩÖ\u0304Ȫö\u0304ȫÕ\u0304Ȭõ\u0304ȭO\u0307Ȯo\u0307ȯȮ\u0304Ȱȯ\u0304ȱY\u0304Ȳy\u0304ȳA\u0325Ḁa\u0325ḁB\u0307Ḃb\u0307ḃ" +
	"B\u0323Ḅb\u0323ḅB\u0331Ḇb\u0331ḇÇ\u0301Ḉç\u0301ḉD\u0307Ḋd\u0307ḋD\u0323Ḍd\u0323ḍD\u0331Ḏd\u0331ḏD\u0327Ḑd\u0327ḑD\u032dḒd\u032dḓ" +
	"Ē\u0300Ḕē\u0300ḕĒ\u0301Ḗē\u0301ḗE\u032dḘe\u032dḙE\u0330Ḛe\u0330ḛȨ\u0306Ḝȩ\u0306ḝF\u0307Ḟf\u0307ḟG\u0304Ḡg\u0304ḡH\u0307Ḣh\u0307ḣ" +
	"H\u0323Ḥh\u0323ḥH\u0308Ḧh\u0308ḧH\u0327Ḩh\u0327ḩH\u032eḪh\u032eḫI\u0330Ḭi\u0330ḭÏ\u0301Ḯï\u0301ḯK\u0301Ḱk\u0301ḱK\u0323Ḳk\u0323ḳ" +
	"K\u0331Ḵk\u0331ḵL\u0323Ḷl\u0323ḷḶ\u0304Ḹḷ\u0304ḹL\u0331Ḻl\u0331ḻL\u032dḼl\u032dḽM\u0301Ḿm\u0301ḿM\u0307Ṁm\u0307ṁM\u0323Ṃm\u0323ṃ" +
	"N\u0307Ṅn\u0307ṅN\u0323Ṇn\u0323ṇN\u0331Ṉn\u0331ṉN\u032dṊn\u032dṋÕ\u0301Ṍõ\u0301ṍÕ\u0308Ṏõ\u0308ṏŌ\u0300Ṑō\u0300ṑŌ\u0301Ṓō\u0301ṓ" +
	"P\u0301Ṕp\u0301ṕP\u0307Ṗp\u0307ṗR\u0307Ṙr\u0307ṙR\u0323Ṛr\u0323ṛṚ\u0304Ṝṛ\u0304ṝR\u0331Ṟr\u0331ṟS\u0307Ṡs\u0307ṡS\u0323Ṣs\u0323ṣ" +
	"Ś\u0307Ṥś\u0307ṥŠ\u0307Ṧš\u0307ṧṢ\u0307Ṩṣ\u0307ṩT\u0307Ṫt\u0307ṫT\u0323Ṭt\u0323ṭT\u0331Ṯt\u0331ṯT\u032dṰt\u032dṱU\u0324Ṳu\u0324ṳ" +
	"U\u0330Ṵu\u0330ṵU\u032dṶu\u032dṷŨ\u0301Ṹũ\u0301ṹŪ\u0308Ṻū\u0308ṻV\u0303Ṽv\u0303ṽV\u0323Ṿv\u0323ṿW\u0300Ẁw\u0300ẁW\u0301Ẃw\u0301ẃ" +
	"W\u0308Ẅw\u0308ẅW\u0307Ẇw\u0307ẇW\u0323Ẉw\u0323ẉX\u0307Ẋx\u0307ẋX\u0308Ẍx\u0308ẍY\u0307Ẏy\u0307ẏZ\u0302Ẑz\u0302ẑZ\u0323Ẓz\u0323ẓ" +
	"Z\u0331Ẕz\u0331ẕh\u0331ẖt\u0308ẗw\u030aẘy\u030aẙſ\u0307ẛA\u0323Ạa\u0323ạA\u0309Ảa\u0309ảÂ\u0301Ấâ\u0301ấÂ\u0300Ầâ\u0300ầÂ\u0309Ẩ" +
	"â\u0309ẩÂ\u0303Ẫâ\u0303ẫẠ\u0302Ậạ\u0302ậĂ\u0301Ắă\u0301ắĂ\u0300Ằă\u0300ằĂ\u0309Ẳă\u0309ẳĂ\u0303Ẵă\u0303ẵẠ\u0306Ặạ\u0306ặE\u0323Ẹ" +
	"e\u0323ẹE\u0309Ẻe\u0309ẻE\u0303Ẽe\u0303ẽÊ\u0301Ếê\u0301ếÊ\u0300Ềê\u0300ềÊ\u0309Ểê\u0309ểÊ\u0303Ễê\u0303ễẸ\u0302Ệẹ\u0302ệI\u0309Ỉ" +
	"i\u0309ỉI\u0323Ịi\u0323ịO\u0323Ọo\u0323ọO\u0309Ỏo\u0309ỏÔ\u0301Ốô\u0301ốÔ\u0300Ồô\u0300ồÔ\u0309Ổô\u0309ổÔ\u0303Ỗô\u0303ỗỌ\u0302Ộ" +
	"ọ\u0302ộƠ\u0301Ớơ\u0301ớƠ\u0300Ờơ\u0300ờƠ\u0309Ởơ\u0309ởƠ\u0303Ỡơ\u0303ỡƠ\u0323Ợơ\u0323ợU\u0323Ụu\u0323ụU\u0309Ủu\u0309ủƯ\u0301Ứ" +
	"ư\u0301ứƯ\u0300Ừư\u0300ừƯ\u0309Ửư\u0309ửƯ\u0303Ữư\u0303ữƯ\u0323Ựư\u0323ựY\u0300Ỳy\u0300ỳY\u0323Ỵy\u0323ỵY\u0309Ỷy\u0309ỷY\u0303Ỹ" +
	"y\u0303ỹ"
