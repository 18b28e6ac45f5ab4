package org.zhengshu.tests;

/** Catalogue entries that the tables enter, as JSON in single quotes. */
final class DoorsEntries {
    /** Shared without conditions, two text columns. */
    static final String SIMPLE =
            entry(
                    "双通道核验目录",
                    "1",
                    "",
                    """
                    {'technicalName':'code','name':'编号','dataType':'C','length':32,'primaryKey':true},
                    {'technicalName':'name','name':'名称','dataType':'C','length':100,'nullable':true}""");

    /** Shared without conditions, a column of every type. */
    static final String EVERY_TYPE =
            entry(
                    "全类型核验目录",
                    "1",
                    "",
                    """
                    {'technicalName':'code','name':'编号','dataType':'C','length':32,'primaryKey':true},
                    {'technicalName':'name','name':'名称','dataType':'C','length':100,'nullable':true},
                    {'technicalName':'amount','name':'数值','dataType':'N','length':20,'scale':10,'nullable':true},
                    {'technicalName':'price','name':'货币','dataType':'Y','nullable':true},
                    {'technicalName':'day','name':'日期','dataType':'D','nullable':true},
                    {'technicalName':'moment','name':'时间','dataType':'T','nullable':true},
                    {'technicalName':'flag','name':'逻辑','dataType':'L','nullable':true},
                    {'technicalName':'memo','name':'备注','dataType':'M','nullable':true},
                    {'technicalName':'blob','name':'通用','dataType':'G','nullable':true},
                    {'technicalName':'whole','name':'整数','dataType':'I','nullable':true},
                    {'technicalName':'real','name':'双精度','dataType':'B','nullable':true}""");

    static final String EVERY_TYPE_CSV =
            """
            code,name,amount,price,day,moment,flag,memo,blob,whole,real
            a1,"<甲> & ""乙""\",0.0000001,12.50,2026-02-28,2026-02-28 23:59:59.5,true,"第一行
            第二行	制表",aGk=,9007199254740993,1e22
            a2,,,,,,,,,,
            a3,𠀀李🙂,-123456.5000000000,0.00,1999-12-31,1999-12-31 00:00,false, 前后空格 ,,-1,0.1
            """;

    /** Shared under conditions, so that the provider decides. */
    static final String CONDITIONAL =
            entry(
                    "有条件核验目录",
                    "2",
                    """
                    'shareCondition':'用于依法履行职责','shareBasisLevel':'GOV_RULE',
                    'shareBasisTitle':'辽宁省政务数据资源共享管理办法','shareBasisArticle':'第十二条',""",
                    """
                    {'technicalName':'code','name':'编号','dataType':'C','length':32,'primaryKey':true},
                    {'technicalName':'name','name':'名称','dataType':'C','length':100,'nullable':true}""");

    static final String NOT_SHARED =
            CONDITIONAL.replace("'shareType':'2'", "'shareType':'3'").replace("有条件", "不予共享");

    static final String CSV = "code,name\n1,甲\n2,乙\n3,丙\n";

    private DoorsEntries() {}

    private static String entry(String title, String share, String basis, String items) {
        return """
        {'core':{'classCode':'201001','title':'%s','summary':'两个通道的一致性核验','formatClass':'03',
        'formatType':'其他','shareType':'%s',%s'shareModeClass':'1','shareModeType':'服务接口',
        'openFlag':'0','updateCycle':'7','usageRequirements':'仅限申请载明的用途'},'items':[%s]}"""
                .formatted(title, share, basis, items);
    }
}
