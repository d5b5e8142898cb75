using System.Reflection;
using System.Reflection.Emit;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Spotter.FunctionsApp.TestHost.Published;

namespace Spotter.FunctionsApp.TestHost.Durable;

/// <summary>
/// Makes a class that shows an app's durable functions to the WebJobs host the way the host finds functions: methods with attributes. The
/// Functions host does the same for
/// functions in other processes.
/// </summary>
internal static class DurableFunctionType
{
    private const BindingFlags Inherited = BindingFlags.Instance | BindingFlags.NonPublic;

    private static readonly MethodInfo RunAsync = typeof(DurableFunctions).GetMethod("RunAsync", Inherited)!;
    private static readonly MethodInfo KeepClient = typeof(DurableFunctions).GetMethod("KeepClient", Inherited)!;

    /// <summary>
    /// The class. Beside a method for each orchestrator and activity it has one, <see cref="NameOfBinder"/>, for each function that takes a
    /// client.
    /// </summary>
    public static Type Make(PublishedApp app)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("PublishedFunctions"), AssemblyBuilderAccess.Run);
        var type = assembly.DefineDynamicModule("PublishedFunctions").DefineType(
            "PublishedFunctions", TypeAttributes.Public, typeof(DurableFunctions));
        AddConstructor(type);
        foreach (var function in app.TriggeredBy("orchestrationTrigger"))
            AddRunner(type, function, Attribute<OrchestrationTriggerAttribute>());
        foreach (var function in app.TriggeredBy("activityTrigger"))
            AddRunner(type, function, Attribute<ActivityTriggerAttribute>());
        foreach (var function in app.Functions.Where(function => function.Client is not null))
            AddBinder(type, function);
        return type.CreateType();
    }

    /// <summary>The name of the function that has another one's client bound.</summary>
    public static string NameOfBinder(PublishedFunction function) => $"BindClientOf{function.Name}";

    private static void AddConstructor(TypeBuilder type)
    {
        var inherited = typeof(DurableFunctions).GetConstructors(Inherited).Single();
        var parameters = inherited.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        var code = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, parameters).GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Ldarg_2);
        code.Emit(OpCodes.Call, inherited);
        code.Emit(OpCodes.Ret);
    }

    private static void AddRunner(TypeBuilder type, PublishedFunction function, CustomAttributeBuilder trigger)
    {
        var method = type.DefineMethod(function.Name, MethodAttributes.Public, typeof(Task<object>), [typeof(string)]);
        method.SetCustomAttribute(Attribute<FunctionNameAttribute>(function.Name));
        method.DefineParameter(1, ParameterAttributes.None, function.Trigger.Name).SetCustomAttribute(trigger);
        PassOn(method, function, RunAsync);
    }

    private static void AddBinder(TypeBuilder type, PublishedFunction function)
    {
        var method = type.DefineMethod(NameOfBinder(function), MethodAttributes.Public, typeof(void), [typeof(string)]);
        method.SetCustomAttribute(Attribute<FunctionNameAttribute>(NameOfBinder(function)));
        method.SetCustomAttribute(Attribute<NoAutomaticTriggerAttribute>());
        method.DefineParameter(1, ParameterAttributes.None, function.Client!.Name).SetCustomAttribute(ClientAttribute(function.Client));
        PassOn(method, function, KeepClient);
    }

    private static void PassOn(MethodBuilder method, PublishedFunction function, MethodInfo receiver)
    {
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldstr, function.Name);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Call, receiver);
        code.Emit(OpCodes.Ret);
    }

    private static CustomAttributeBuilder ClientAttribute(FunctionBinding binding)
    {
        var type = typeof(DurableClientAttribute);
        (PropertyInfo Property, string? Value)[] named =
        [
            (type.GetProperty(nameof(DurableClientAttribute.TaskHub))!, binding.Find("taskHub")),
            (type.GetProperty(nameof(DurableClientAttribute.ConnectionName))!, binding.Find("connectionName")),
        ];
        var given = named.Where(pair => pair.Value is not null).ToArray();
        return new CustomAttributeBuilder(
            type.GetConstructor([])!, [], [.. given.Select(pair => pair.Property)], [.. given.Select(pair => pair.Value)]);
    }

    private static CustomAttributeBuilder Attribute<T>(params object[] arguments) =>
        new(typeof(T).GetConstructor([.. arguments.Select(argument => argument.GetType())])!, arguments);
}
